#include "tlv/cbor.h"

#include "base/cursor.h"
#include "tlv/tlv_text.h"
#include "words/words.h"

enum { DEPTH_MAX = 16, NAME_MOST = 64 };

/* RFC 8949, 3.1 */
enum {
	MAJOR_UNSIGNED,
	MAJOR_NEGATIVE,
	MAJOR_BYTES,
	MAJOR_TEXT,
	MAJOR_ARRAY,
	MAJOR_MAP,
	MAJOR_TAG,
	MAJOR_SIMPLE
};

struct head {
	unsigned major, info;
	uint64_t argument;
};

struct walk {
	struct tree *tree;
	struct cursor cursor;
	size_t offset;
	unsigned depth;
};

/* What is known of an item from its place. */
struct place {
	const char *name;
	const struct cbor_name *keys; /* of maps in it */
	const struct cbor_name *key;  /* the key before it; NULL: none, or unknown */
};

/* 3: returns false if the head ends early, or is one of indefinite length or reserved. */
static bool read_head(struct cursor *cursor, struct head *out)
{
	enum { ONE_BYTE = 24, EIGHT_BYTES = 27 };
	const uint8_t *bytes;
	uint8_t first;

	if (!cursor_u8(cursor, &first))
		return false;
	out->major = first >> 5;
	out->info = first & 31;
	out->argument = out->info;
	if (out->info < ONE_BYTE)
		return true;
	size_t count = (size_t)1 << (out->info - ONE_BYTE);
	if (out->info > EIGHT_BYTES || !cursor_bytes(cursor, count, &bytes))
		return false;
	out->argument = 0;
	for (size_t i = 0; i < count; i++)
		out->argument = out->argument << 8 | bytes[i];
	return true;
}

static void put_number(struct words *words, const struct head *head)
{
	if (head->major == MAJOR_UNSIGNED)
		words_add(words, "%llu", (unsigned long long)head->argument);
	else if (head->argument == UINT64_MAX)
		words_put(words, "-18446744073709551616");
	else
		words_add(words, "-%llu", (unsigned long long)head->argument + 1);
}

/* 3.3 */
static void put_simple(struct words *words, const struct head *head)
{
	static const char *const names[] = {"false", "true", "null", "undefined"};
	enum { FALSE = 20, HALF = 25 };

	if (head->info >= FALSE && head->info < FALSE + 4)
		words_put(words, names[head->info - FALSE]);
	else if (head->info < HALF)
		words_add(words, "simple value %u", (unsigned)head->argument);
	else
		words_add(words, "floating-point number %llX", (unsigned long long)head->argument);
}

static void put_count(struct words *words, const struct head *head)
{
	bool map = head->major == MAJOR_MAP, one = head->argument == 1;

	words_add(words, "%llu %s", (unsigned long long)head->argument,
	          map ? (one ? "entry" : "entries") : (one ? "item" : "items"));
}

static const struct cbor_name *find_name(const struct cbor_name *names, const struct head *head)
{
	enum { NUMBER_MAX = 127 };

	if (head->argument > NUMBER_MAX)
		return NULL;
	int number = head->major == MAJOR_UNSIGNED ? (int)head->argument : -1 - (int)head->argument;
	for (; names != NULL && names->name != NULL; names++)
		if (names->number == number)
			return names;
	return NULL;
}

/* Takes the key of a map's entry. Returns false if it is not a number or text. */
static bool read_key(struct walk *walk, const struct cbor_name *keys, struct words *name,
                     struct place *place)
{
	const struct cbor_name *key;
	const uint8_t *text;
	struct head head;

	*place = (struct place){.name = name->text};
	if (!read_head(&walk->cursor, &head))
		return false;
	if (head.major == MAJOR_TEXT) {
		struct words quoted = {0};

		if (head.argument > NAME_MOST ||
		    !cursor_bytes(&walk->cursor, (size_t)head.argument, &text))
			return false;
		tlv_put_text(&quoted, text, (size_t)head.argument);
		if (quoted.length > 2)
			words_add(name, "%.*s", (int)quoted.length - 2, quoted.text + 1);
		return true;
	}
	if (head.major > MAJOR_NEGATIVE)
		return false;
	key = find_name(keys, &head);
	put_number(name, &head);
	if (key != NULL)
		*place = (struct place){key->name, key->inside, key};
	return true;
}

static bool add_item(struct walk *walk, node_id parent, size_t start, const struct place *place);

/* Adds the entries of a map, or the items of an array. */
static bool add_contents(struct walk *walk, node_id field, const struct head *head,
                         const struct cbor_name *keys)
{
	for (uint64_t i = 0; i < head->argument; i++) {
		struct place place = {"", keys, NULL};
		struct words name = {0};
		size_t start = walk->cursor.at;

		if (head->major == MAJOR_MAP && !read_key(walk, keys, &name, &place)) {
			walk->cursor.at = start;
			return false;
		}
		if (!add_item(walk, field, start, &place))
			return false;
	}
	return true;
}

/* Takes what follows the head of the field's item, and adds what is in it. */
static bool add_value(struct walk *walk, node_id field, const struct head *head,
                      const struct place *place)
{
	bool whole = true;

	if (head->major == MAJOR_BYTES || head->major == MAJOR_TEXT) {
		const struct tlv_data value = {.bytes = walk->cursor.bytes + walk->cursor.at,
		                               .offset = walk->offset + walk->cursor.at,
		                               .length = (size_t)head->argument};

		walk->cursor.at += value.length;
		if (head->major == MAJOR_BYTES && place->key != NULL &&
		    place->key->describe != NULL)
			place->key->describe(walk->tree, field, &value);
		return true;
	}
	if (head->major != MAJOR_ARRAY && head->major != MAJOR_MAP && head->major != MAJOR_TAG)
		return true;
	walk->depth++;
	if (head->major == MAJOR_TAG)
		whole = add_item(walk, field, walk->cursor.at,
		                 &(struct place){"", place->keys, NULL});
	else
		whole = add_contents(walk, field, head, place->keys);
	walk->depth--;
	return whole;
}

static void put_named(struct words *words, const struct head *head, const struct cbor_name *names)
{
	const struct cbor_name *name = find_name(names, head);

	put_number(words, head);
	if (name != NULL)
		words_add(words, " (%s)", name->name);
}

static void put_value(struct words *words, const struct walk *walk, const struct head *head,
                      const struct place *place)
{
	if (head->major <= MAJOR_NEGATIVE)
		put_named(words, head, place->key != NULL ? place->key->values : NULL);
	else if (head->major == MAJOR_TEXT && head->argument == 0)
		words_put(words, "\"\"");
	else if (head->major == MAJOR_TEXT)
		tlv_put_text(words, walk->cursor.bytes + walk->cursor.at, (size_t)head->argument);
	else if (head->major == MAJOR_ARRAY || head->major == MAJOR_MAP)
		put_count(words, head);
	else if (head->major == MAJOR_TAG)
		words_add(words, "tag %llu", (unsigned long long)head->argument);
	else if (head->major == MAJOR_SIMPLE)
		put_simple(words, head);
}

/* Adds a field for the item at the cursor, which begins at start with its key, if it has one.
 * Returns false, with the cursor at start, if the item cannot be read, and with the cursor behind
 * what has fields if an item in it cannot. */
static bool add_item(struct walk *walk, node_id parent, size_t start, const struct place *place)
{
	struct words text = {0};
	struct head head;

	bool whole = walk->depth <= DEPTH_MAX && read_head(&walk->cursor, &head);
	bool string = whole && (head.major == MAJOR_BYTES || head.major == MAJOR_TEXT);
	if (!whole || (string && head.argument > cursor_left(&walk->cursor))) {
		walk->cursor.at = start;
		return false;
	}
	size_t value_at = walk->cursor.at;
	put_value(&text, walk, &head, place);
	node_id field =
		tree_add(walk->tree, parent, NODE_FIELD, ROLE_PLAIN, place->name, text.text);
	whole = add_value(walk, field, &head, place);
	tree_bytes(walk->tree, field, walk->offset + start, walk->cursor.at - start);
	tree_header(walk->tree, field, value_at - start);
	return whole;
}

size_t describe_cbor_item(struct tree *tree, node_id parent, const char *name, const uint8_t *bytes,
                          size_t length, size_t offset, const struct cbor_name *keys, bool more)
{
	struct walk walk = {tree, cursor_start(bytes, length), offset, 0};
	const struct place place = {name, keys, NULL};

	if (!add_item(&walk, parent, 0, &place) && !more)
		tree_add(tree, parent, NODE_PROBLEM, ROLE_WARNING, "cbor",
		         "the CBOR is truncated, or in a form that CTAP does not allow");
	return walk.cursor.at;
}

void describe_cbor(struct tree *tree, node_id parent, const char *name, const uint8_t *bytes,
                   size_t length, size_t offset, const struct cbor_name *keys, bool more)
{
	size_t at = describe_cbor_item(tree, parent, name, bytes, length, offset, keys, more);

	if (at == length)
		return;
	node_id rest = tree_add(tree, parent, NODE_FIELD, ROLE_PLAIN, "",
	                        more ? "to be continued" : "not read");
	tree_bytes(tree, rest, offset + at, length - at);
}
