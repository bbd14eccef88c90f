from cities.core.naming import free_code, numbered_code


def test_a_code_comes_from_the_name_and_from_more_of_it_where_taken():
    taken = {"mairie-de-dakar", "mairie-de-dakar-md"}

    assert free_code("서울", is_taken=taken.__contains__) == "seoul"
    assert free_code("Mairie de Dakar", "MD", is_taken=set().__contains__) == "mairie-de-dakar"
    assert free_code("Mairie de Dakar", "MD", is_taken=taken.__contains__) == "mairie-de-dakar-md-2"
    assert free_code("!!", is_taken=taken.__contains__) == "record"


def test_a_code_is_numbered_while_taken():
    taken = {"credit", "credit-2"}

    assert numbered_code("credit", is_taken=taken.__contains__) == "credit-3"
    assert numbered_code("fund", is_taken=taken.__contains__) == "fund"
