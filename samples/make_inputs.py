#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the inputs of the recorded programs, the same bytes on every machine.

Usage: make_inputs.py DIRECTORY

Writes customers.json (jq), shop.sql (sqlite3), words.txt (lua, gawk), catalogue.xml (xmllint), commands.txt
(redis) and history.fi, a stream for `git fast-import` (git log, git grep). Everything comes from one seeded
generator over a small vocabulary; nothing is taken from anybody.
"""

import json
import pathlib
import random
import sys

RANDOM = random.Random(20250601)

VOCABULARY = (
    "amber anchor apple arrow autumn basket beacon birch blanket bramble bridge bronze butter candle canyon "
    "cedar chapel cherry cliff clover cobalt copper coral cotton crystal dahlia desert dolphin ember falcon "
    "feather fern field flint forest fountain garden ginger glacier granite harbour harvest hazel heron honey "
    "island ivory jasmine juniper kettle lantern laurel lemon lilac linen magnet maple marble meadow mirror "
    "nectar oak olive orchard otter oyster paper pebble pepper pine planet poplar quartz quiver rabbit raven "
    "ribbon river saddle saffron salmon shadow silver spruce summit thistle timber tulip valley velvet violet "
    "walnut willow winter yarrow zephyr"
).split()


def word():
    return RANDOM.choice(VOCABULARY)


def text(count):
    return " ".join(word() for _ in range(count))


def customers(count):
    """One JSON array of small nested objects."""
    return json.dumps([
        {
            "id": number,
            "name": text(2),
            "tags": [word() for _ in range(RANDOM.randint(0, 6))],
            "score": round(RANDOM.uniform(0, 100), 2),
            "address": {"city": word(), "code": RANDOM.randint(10000, 99999)},
            "note": text(RANDOM.randint(2, 25)),
            "active": RANDOM.random() < 0.5,
        }
        for number in range(count)
    ])


def shop(customer_count, order_count, query_count):
    """A small shop: tables, indexes, a trigger, inserts in transactions, then joins, JSON and updates."""
    lines = [
        "CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT UNIQUE, city TEXT, note TEXT);",
        "CREATE TABLE purchase(id INTEGER PRIMARY KEY, customer INT, day TEXT, state TEXT, total REAL DEFAULT 0);",
        "CREATE TABLE item(purchase INT, article TEXT, count INT, price REAL, more TEXT);",
        "CREATE INDEX by_customer ON purchase(customer);",
        "CREATE INDEX by_purchase ON item(purchase);",
        "CREATE INDEX by_article ON item(article);",
        "CREATE TRIGGER add_up AFTER INSERT ON item BEGIN"
        " UPDATE purchase SET total = total + new.count * new.price WHERE id = new.purchase; END;",
        "BEGIN;",
    ]
    for number in range(1, customer_count + 1):
        lines.append(
            f"INSERT INTO customer VALUES({number},'{text(2)}','c{number}@example.org','{word()}',"
            f"'{text(RANDOM.randint(3, 40))}');")
    for number in range(1, order_count + 1):
        lines.append(
            f"INSERT INTO purchase(id,customer,day,state) VALUES({number},{RANDOM.randint(1, customer_count)},"
            f"'2025-{RANDOM.randint(1, 12):02}-{RANDOM.randint(1, 28):02}','{RANDOM.choice(['new', 'paid', 'sent'])}');")
        for _ in range(RANDOM.randint(1, 3)):
            lines.append(
                f"INSERT INTO item VALUES({number},'a{RANDOM.randint(1, 200)}',{RANDOM.randint(1, 9)},"
                f"{RANDOM.uniform(1, 99):.2f},json_object('colour','{word()}','box',json_array({number % 7},2)));")
        if number % 250 == 0:
            lines.append("COMMIT; BEGIN;")
    lines.append(
        "INSERT INTO item WITH RECURSIVE row(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < 9000)"
        f" SELECT 1 + n % {order_count}, 'a' || (n * 7919 % 200), 1 + n % 9, n % 89 + 0.5,"
        " json_object('colour', 'none', 'box', json_array(n % 7, 2)) FROM row;")
    lines.append("COMMIT; ANALYZE;")
    for number in range(query_count):
        lines += [
            "SELECT city, count(*), round(sum(total),2) FROM customer JOIN purchase ON customer = customer.id"
            f" WHERE day LIKE '2025-{number % 12 + 1:02}%' GROUP BY city ORDER BY 3 DESC LIMIT 5;",
            "SELECT article, group_concat(json_extract(more,'$.colour'),'/') FROM item"
            f" WHERE article = 'a{number + 1}' GROUP BY article;",
            f"UPDATE customer SET note = note || ' {text(5)}' WHERE id % 53 = {number};",
            f"DELETE FROM item WHERE rowid % 211 = {number};",
            "SELECT name, upper(substr(note,1,40)) FROM customer"
            f" WHERE note LIKE '%{word()} {word()}%' ORDER BY name LIMIT 3;",
        ]
    return "\n".join(lines) + "\n"


def words(line_count):
    return "".join(text(RANDOM.randint(5, 18)) + "\n" for _ in range(line_count))


def catalogue(entry_count):
    """XML with attributes, nesting and mixed text."""
    parts = ['<?xml version="1.0"?>\n<catalogue>']
    for number in range(entry_count):
        parts.append(f'<plant id="p{number}" kind="{word()}"><name>{text(2)}</name>')
        for _ in range(RANDOM.randint(0, 4)):
            parts.append(f'<place country="{word()}">{text(3)}</place>')
        parts.append(f"<!-- {text(4)} --><note>{text(RANDOM.randint(3, 30))} <b>{word()}</b> {text(4)}</note></plant>")
    parts.append("</catalogue>")
    return "".join(parts) + "\n"


def commands(count):
    """Inline Redis commands: strings, lists, hashes, sorted sets; keys come back, so blocks are replaced."""
    lines = []
    for number in range(count):
        key = RANDOM.randint(1, count // 5)
        lines.append(RANDOM.choice([
            f"SET s:{key} {'-'.join(word() for _ in range(RANDOM.randint(1, 60)))}",
            f"SET s:{key} {number}",
            f"APPEND s:{key} {word()}{word()}",
            f"RPUSH l:{key % 97} {word()} {word()} {word()}",
            f"LPOP l:{key % 97}",
            f"HSET h:{key % 211} {word()} {number} {word()} {word()}",
            f"SADD t:{key % 89} {word()}{key}",
            f"ZADD z:{key % 31} {number} {word()}{key}",
            f"LRANGE l:{key % 97} 0 50",
            f"DEL s:{RANDOM.randint(1, count // 5)}",
            f"UNLINK z:{key % 31}" if number % 40 == 0 else f"GET s:{key}",
        ]))
    return "\n".join(lines) + "\n"


def history(file_count, commit_count):
    """A git history as a fast-import stream: files that grow, change, move and go away."""
    parts = []
    files = {}

    def blob(content):
        parts.append(f"data {len(content)}\n{content}\n")

    def put(path, content):
        files[path] = content
        parts.append(f"M 100644 inline {path}\n")
        blob(content)

    for number in range(commit_count):
        parts.append("commit refs/heads/main\n")
        parts.append(f"author A. Author <author@example.org> {1700000000 + number * 3600} +0000\n")
        parts.append(f"committer C. Committer <committer@example.org> {1700000000 + number * 3600} +0000\n")
        blob(f"{word().title()} the {text(3)}\n\n{text(RANDOM.randint(5, 60))}\n")
        if number == 0:
            for file in range(file_count):
                line_count = 7000 if file % 24 == 0 else RANDOM.randint(20, 400)
                lines = [text(RANDOM.randint(0, 12)) for _ in range(line_count)]
                put(f"{VOCABULARY[file % 11]}/{word()}{file}.txt", "\n".join(lines) + "\n")
            continue
        for path in RANDOM.sample(sorted(files), RANDOM.randint(1, 6)):
            lines = files[path].split("\n")
            at = RANDOM.randrange(len(lines))
            lines[at:at + RANDOM.randint(0, 5)] = [text(RANDOM.randint(1, 12)) for _ in range(RANDOM.randint(0, 8))]
            put(path, "\n".join(lines))
        if number % 9 == 0:
            old = RANDOM.choice(sorted(files))
            new = f"{VOCABULARY[number % 11]}/{word()}{number}m.txt"
            files[new] = files.pop(old)
            parts.append(f"R {old} {new}\n")
    return "".join(parts)


def main():
    directory = pathlib.Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    inputs = {
        "customers.json": customers(3200),
        "shop.sql": shop(300, 300, 4),
        "words.txt": words(4000),
        "catalogue.xml": catalogue(6000),
        "commands.txt": commands(10000),
        "history.fi": history(120, 150),
    }
    for name, content in inputs.items():
        (directory / name).write_text(content, encoding="ascii")


if __name__ == "__main__":
    main()
