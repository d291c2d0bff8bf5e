#include "tlv/describe_tlv.h"

#include "tlv/tlv_value.h"

struct walk {
	struct tree *tree;
	const uint8_t *bytes;
	struct tlv_place place; /* of these bytes */
	unsigned depth;
};

/* As the bytes have it: with the flag of a toolkit object. */
static void put_tag(char out[TLV_TAG_TEXT], const struct tlv *tlv, enum tlv_form form)
{
	bool flag = form == TLV_COMPREHENSION && tlv->comprehension && tlv->tag < 0x80;

	tlv_write_tag(out, flag ? tlv->tag | 0x80 : tlv->tag);
}

/* ISO/IEC 8825-1, 8.1.2.2 */
static const char *class_of(const struct tlv *tlv, enum tlv_form form)
{
	static const char *const classes[] = {
		"unknown universal object",
		"unknown application object",
		"unknown object",
		"unknown private object",
	};
	uint32_t first = tlv->tag;

	while (first >> 8 != 0)
		first >>= 8;
	return form == TLV_BER ? classes[first >> 6] : "unknown object";
}

/* The object's name and what its value says. */
static void say(struct words *words, const struct walk *walk, const struct tlv *tlv,
                const struct tlv_row *row, bool guess)
{
	const uint8_t *value = walk->bytes + tlv->at + tlv->header;
	struct words meaning = {0};

	if (guess)
		words_add(words, "%s: ", family_name(row->family));
	words_put(words, row != NULL ? row->name : class_of(tlv, walk->place.form));
	if (tlv->length == 0)
		words_put(words, ", empty");
	if (tlv->constructed || tlv->length == 0)
		return;
	tlv_value_text(&meaning, row != NULL ? row->value : VALUE_BYTES, value, tlv->length,
	               walk->place.family);
	if (meaning.length > 0)
		words_add(words, ": %s", meaning.text);
}

static bool add_objects(const struct walk *walk, node_id parent, size_t length);

/* Toolkit objects stand in BER-TLV templates: D0 to DF (TS 101 220, 7.2). */
static bool holds_toolkit_objects(const struct tlv *tlv, const struct tlv_place *place)
{
	return place->form == TLV_BER && place->family == FAMILY_UICC &&
		place->parent == TLV_NOWHERE && tlv->tag >= 0xD0 && tlv->tag <= 0xDF;
}

static bool add_object(const struct walk *walk, node_id parent, const struct tlv *tlv)
{
	const struct tlv_place *place = &walk->place;
	bool guess, toolkit = holds_toolkit_objects(tlv, place);
	const struct tlv_row *row = tlv_tag_find(tlv->tag, place->parent, place->family, &guess);
	const uint8_t *value = walk->bytes + tlv->at + tlv->header;
	struct words words = {0};
	char name[TLV_TAG_TEXT];

	put_tag(name, tlv, place->form);
	say(&words, walk, tlv, row, guess);
	node_id field = tree_add(walk->tree, parent, NODE_FIELD, ROLE_PLAIN, name, words.text);
	tree_bytes(walk->tree, field, place->offset + tlv->at, tlv->header + tlv->length);
	tree_header(walk->tree, field, tlv->header);
	if (tlv->constructed || toolkit) {
		struct walk inside = *walk;

		inside.bytes = value;
		inside.place.offset += tlv->at + tlv->header;
		inside.place.parent = toolkit ? TLV_IN_COMPREHENSION : (int64_t)tlv->tag;
		inside.place.form = toolkit ? TLV_COMPREHENSION : place->form;
		inside.depth++;
		return add_objects(&inside, field, tlv->length);
	}
	if (row != NULL)
		tlv_value_details(walk->tree, field, row->value, value, tlv->length, place->family);
	return true;
}

static void add_rest(const struct walk *walk, node_id parent, size_t at, size_t length,
                     const char *name, const char *text)
{
	node_id field = tree_add(walk->tree, parent, NODE_FIELD, ROLE_PLAIN, name, text);

	tree_bytes(walk->tree, field, walk->place.offset + at, length);
}

static void add_fault(const struct walk *walk, node_id parent, const char *text, size_t at)
{
	node_id problem = tree_add(walk->tree, parent, NODE_PROBLEM, ROLE_WARNING, "tlv", text);

	tree_bytes(walk->tree, problem, walk->place.offset + at, 0);
}

static bool add_objects(const struct walk *walk, node_id parent, size_t length)
{
	struct cursor cursor = cursor_start(walk->bytes, length);
	bool whole = true;
	struct tlv tlv;

	if (walk->depth > TLV_DEPTH_MAX && length > 0) {
		add_rest(walk, parent, 0, length, "", "not read");
		add_fault(walk, parent, "objects deeper in each other than 16", 0);
		return false;
	}
	while (cursor_left(&cursor) > 0) {
		size_t at, filling = walk->place.form == TLV_BER ? tlv_filling(&cursor) : 0;
		enum tlv_fault fault;

		if (filling > 0) {
			add_rest(walk, parent, cursor.at, filling, "", "filling");
			cursor.at += filling;
			continue;
		}
		fault = tlv_read(&cursor, walk->place.form, &tlv, &at);
		if (fault != TLV_FINE) {
			add_rest(walk, parent, cursor.at, cursor_left(&cursor), "",
			         "no data object");
			add_fault(walk, parent, tlv_fault_text(fault), at);
			return false;
		}
		whole = add_object(walk, parent, &tlv) && whole;
	}
	return whole;
}

bool describe_tlv(struct tree *tree, node_id parent, const uint8_t *bytes, size_t length,
                  const struct tlv_place *place)
{
	const struct walk walk = {tree, bytes, *place, 1};

	return add_objects(&walk, parent, length);
}

bool tlv_is_likely(const uint8_t *bytes, size_t length, enum family family)
{
	struct cursor cursor = cursor_start(bytes, length);
	struct tlv tlv;
	size_t at;
	bool guess;

	if (length < 2 || bytes[0] == 0x00 || !tlv_is_whole(bytes, length) ||
	    tlv_read(&cursor, TLV_BER, &tlv, &at) != TLV_FINE)
		return false;
	return tlv.constructed || tlv_tag_find(tlv.tag, TLV_NOWHERE, family, &guess) != NULL;
}
