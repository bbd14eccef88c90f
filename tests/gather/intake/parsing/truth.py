"""The 75 members of the 2021 yearbook as a person read them: line | year of joining | country | city | websites | region.

The line is that of the title in the text of the yearbook; "-" says that the document gives none.
"""

from dataclasses import dataclass

AS_READ = """
538|2016|-|-|essforuminternational.com|world
552|2016|-|-|ripess.org|world
575|2014|-|-|unrisd.org|world
628|2019|SN|Dakar|-|africa-middle-east
644|2019|ML|Bamako|bamako.ml|africa-middle-east
660|2020|TG|Lomé-Telessou|cerestogo.org|africa-middle-east
680|2019|SN|Dakar|fodem.sn villededakar.sn|africa-middle-east
750|-|MA|-|emesse.ma|africa-middle-east
783|2018|PS|Ramallah|esdc-pal.org|africa-middle-east
804|2020|BJ|Bohicon|cbdiba.org|africa-middle-east
827|2020|UG|Kampala|hein4life.org|africa-middle-east
847|2017|UG|Kampala|kcca.go.ug|africa-middle-east
863|2019|SN|Keur Saloum Diané|-|africa-middle-east
877|2020|TZ|Mwanza|-|africa-middle-east
895|2020|TG|Lomé|apes.coop|africa-middle-east
909|2020|TG|-|lemunicipal.tg|africa-middle-east
925|2019|KE|Nairobi|-|africa-middle-east
937|2020|KE|-|ngece-rinjeu-foundation.org|africa-middle-east
959|2020|MA|-|-|africa-middle-east
975|2019|TG|Lomé|ojedd.wordpress.com|africa-middle-east
1001|2017|CI|Toulepleu|pojet.org|africa-middle-east
1031|2019|SN|Dakar|plateforme-ane.sn|africa-middle-east
1063|2020|BJ|Porto-Novo|facebook.com/capitaledubenin|africa-middle-east
1079|2019|CV|Praia|-|africa-middle-east
1145|2020|TZ|Dar Es Salaam|repact.or.tz|africa-middle-east
1161|2021|SN|Dakar|ractes.sn|africa-middle-east
1184|2016|CD|Kinshasa|recic.org facebook.com/recic2|africa-middle-east
1202|2019|MA|Guelmim|reiessm.com|africa-middle-east
1216|2019|CI|-|-|africa-middle-east
1228|2019|CM|Yaoundé|remcess.wixsite.com|africa-middle-east
1255|2019|ML|Bamako|renapess.wordpress.com|africa-middle-east
1282|2020|CD|-|-|africa-middle-east
1294|2020|TG|-|facebook.com/tpm228|africa-middle-east
1314|2021|CI|Abidjan|uvicoci.ci|africa-middle-east
1350|2014|HK|Kowloon|asiapacificymca.org|asia
1366|2014|SG|Singapore|avpn.asia|asia
1385|2014|KR|Seoul|ssegov.org|asia
1407|2014|JP|Tokyo|ssejapan.org|asia
1419|2014|ID|Bandung|bandungcreativecityforum.wordpress.com/about|asia
1438|2017|NP|Kanchanpur|-|asia
1450|2020|NP|Damak|damakmun.gov.np/en|asia
1462|2018|NP|-|-|asia
1477|2017|PK|-|homenetpakistan.org|asia
1491|2017|IN|Tamilnadu|-|asia
1510|2018|NP|-|jcycnepal.org.np facebook.com/jcycnepal|asia
1534|2014|JP|-|jwcuc.coop/en|asia
1550|2020|KR|Seoul|svsfund.org|asia
1564|2020|TW|New Taipei|foreigner.ntpc.gov.tw|asia
1580|2017|KH|Siem Reap City|pharepse.org|asia
1627|2014|KR|Seoul|seoul.go.kr|asia
1652|2014|KR|Seoul|ssen.or.kr|asia
1674|2020|CN|Shenzhen|socialenterprisechina.com|asia
1690|2019|TW|Taipei|english.gov.taipei|asia
1706|2016|ES|Bilbao|bilbao.eus|europe
1742|2020|GB|Liverpool|liverpoolcityregion-ca.gov.uk|europe
1760|2014|GB|-|locality.org.uk|europe
1778|2018|ES|Mondragon|-|europe
1792|2019|FR|Lille|rtes.fr|europe
1828|2019|GB|Caerphilly|wales.coop|europe
1868|2020|BO|-|acobol.org.bo|latin-america
1896|2018|PE|Cajamarca|-|latin-america
1908|2016|PE|Lima|-|latin-america
1922|2016|PE|Lima|municarabayllo.gob.pe|latin-america
1951|2019|HT|Pétion-Ville|kofip.org|latin-america
1973|2016|MX|Mexico City|huertoromaverde.org|latin-america
1987|2016|HT|-|facebook.com/tpm228|latin-america
1999|2018|MX|Mexico City|cdmx.gob.mx|latin-america
2041|2016|PE|Lima|facebook.com/municipalidaddistritaldepaccho|latin-america
2053|2016|PE|Chiclayo|munipimentel.gob.pe|latin-america
2067|2016|EC|Cuenca|-|latin-america
2088|2014|CA|Montréal|chantier.qc.ca|north-america
2102|2018|CA|Gatineau|gatineau.ca|north-america
2116|2014|CA|Montreal|concordia.ca/research/polanyi|north-america
2140|2014|CA|Montreal|concordia.ca/research/polanyi|north-america
2156|2018|CA|Montréal|sdemtl.formstack.com/forms/info_affaires_montreal|north-america
"""


@dataclass(frozen=True)
class Truth:
    line: int
    since: int | None
    country: str
    city: str
    websites: tuple[str, ...]
    region: str


def _truth(row: str) -> Truth:
    line, since, country, city, websites, region = ("" if cell == "-" else cell for cell in row.split("|"))
    return Truth(int(line), int(since) if since else None, country, city, tuple(websites.split()), region)


MEMBERS: tuple[Truth, ...] = tuple(_truth(row) for row in AS_READ.split("\n") if row)
