"""What came with the house is read from files, so it is there in an outage too."""

import pytest
from django.test import Client
from django.urls import reverse

from naast.library.selectors.shelf import examples


@pytest.mark.once  # beside PostgreSQL the net is stretched first, whatever a page reads
@pytest.mark.parametrize("slug", [each.slug for each in examples()])
def test_an_example_of_the_house_asks_nothing_of_the_database(slug: str, client: Client) -> None:
    """Without the fixture `db` every question to the database is an error."""
    path = reverse("library:example", args=[slug])
    html = client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]
    assert "<h1>" in html
    assert 'method="post"' not in html
    assert client.post(path).status_code == 405
