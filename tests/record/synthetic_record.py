"""Small records of synthetic readings, for tests of what must hold of any record."""

import msgspec

from benchmarks.synthetic import synthetic_readings
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings

Item = tuple


def store(path, items, **settings):
    """Store readings; returns what became of each."""
    with RecordFile(path, settings=RecordSettings(**settings)) as file:
        return list(file.store_readings(items))


def rows(path, sql, *values):
    with RecordFile(path, read_only=True) as file:
        return file.connection.execute(sql, values).fetchall()


def changed(item, text_after="", **fields):
    """The same article with something after its text, or under another name, address or publisher."""
    article, reading = item
    text = article.text + text_after
    shared = {name: value for name, value in fields.items() if name in reading.__struct_fields__}
    return (
        msgspec.structs.replace(article, text=text, **fields),
        msgspec.structs.replace(reading, text=text, **shared),
    )


def elsewhere(item, publisher, text_after=""):
    """A copy of an article in another paper."""
    url = f"{item[0].url}/{publisher.replace(' ', '')}"
    return changed(item, text_after, id=item[0].id + publisher, url=url, document=url, publisher=publisher)


def varied(articles, days, seed=1):
    """Synthetic articles with corrections, agency copies and undated ones among them."""
    items = list(synthetic_readings(articles, seed=seed, days=days))
    found = []
    for number, item in enumerate(items):
        found.append(item)
        if number % 9 == 4:
            found.append(changed(items[number - 3], " The figure was corrected."))
        if number % 13 == 5:
            found.append(elsewhere(items[number - 2], ["Copy Post", "Reuters", "AFP"][number % 3], "\n(Reuters)"))
        if number % 11 == 3:
            name = item[0].id + "u"
            found.append(changed(item, id=name, document=name, url=None, published=None, published_from=None))
    return found
