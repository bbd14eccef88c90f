"""Words that say nothing about what a text is about, folded, by language."""

STOPWORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """a about above after again all also am an and any are as at be because been before being below between both but by can
            could did do does doing down during each few for from further had has have having he her here hers him his how i if in
            into is it its itself just me more most my no nor not now of off on once only or other our ours out over own same she
            should so some such than that the their theirs them then there these they this those through to too under until up us
            very was we were what when where which while who whom why will with would you your yours""",
        "fr": """a afin ai ainsi alors as au aucun aussi autre autres aux avait avec avoir avons c ca car ce ceci cela ces cet cette
            ceux chaque ci comme comment d dans de des donc dont du elle elles en encore entre est et etaient etait etant ete etre
            eu eux fait faire fois font ici il ils j je l la le les leur leurs lors lui m ma mais me meme memes mes moi mon n ne
            ni nos notre nous on ont ou par parce pas pendant peu peut peuvent plus plusieurs pour pourquoi qu quand que quel
            quelle quelles quels qui quoi s sa sans se sera ses si son sont sous sur t ta te tes toi ton tous tout toute toutes
            tres tu un une vers voici vos votre vous y""",
        "es": """a al algo algunas algunos ante antes aqui asi aun aunque cada como con contra cual cuales cuando de del desde donde
            dos e el ella ellas ello ellos en entre era eran es esa esas ese eso esos esta estaba estan estar estas este esto
            estos fue fueron ha hace hacer han hasta hay la las le les lo los mas me mi mientras mis mismo mucho muchos muy nada
            ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque pues que
            quien quienes se sea segun ser si sin sobre son su sus tal tambien tan tanto te tener tiene tienen toda todas todo
            todos tu tus u un una unas uno unos y ya yo""",
        "pt": """a ao aos aquela aquelas aquele aqueles aquilo as ate cada com como da das de dela dele deles depois do dos e ela elas
            ele eles em entre era essa essas esse esses esta estao estas este estes eu foi foram ha isso isto ja lhe lhes mais mas
            me mesmo meu minha muito na nas nao nem no nos nossa nossas nosso nossos num numa o os ou para pela pelas pelo pelos
            por qual quais quando que quem se seja sem ser seu seus so sobre sua suas tambem te tem tinha toda todas todo todos tu
            um uma voce voces""",
        "ca": """a al als altra altre altres amb ambdos aquell aquella aquelles aquells aquest aquesta aquestes aquests aqui cada com d
            de del dels des doncs e el ella elles ells els em en entre era es esta estan fins ha han hi i in l la les li llur lo m
            me mes meu mi molt n ni no nos nosaltres nostra nostre o on per perque pero pot que quan qual qui s sa se seu seus
            seva seves si sobre son sota t tambe tant te tenen ser tot tota totes tots un una unes uns us va vosaltres""",
    }.items()
}
