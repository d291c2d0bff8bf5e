#include "tlv/describe_tlv.h"

#include "tlv/certificate.h"
#include "tlv/file_value.h"
#include "tlv/tlv_value.h"

#include <stdio.h>

struct walk {
	struct tree *tree;
	const uint8_t *bytes;
	struct tlv_place place;       /* of these bytes */
	const struct tlv_row *fields; /* of a sequence: those that may follow; NULL: no sequence */
	unsigned depth;
	uint8_t descriptor; /* of the file described by this FCP, once it was read; 0 before */
	bool truncated;     /* the current object is incomplete */
};

/* The tag as encoded, including the comprehension flag of a toolkit object. */
static void put_tag(char out[TLV_TAG_TEXT], const struct tlv *tlv, enum tlv_form form)
{
	bool flag = form == TLV_COMPREHENSION && tlv->comprehension && tlv->tag < 0x80;

	tlv_write_tag(out, flag ? tlv->tag | 0x80 : tlv->tag);
}

/* ISO/IEC 8825-1, 8.1.2.2 */
static const char *class_of(const struct tlv *tlv, const struct tlv_place *place)
{
	static const char *const classes[] = {
		"unknown universal object",
		"unknown application object",
		"unknown context-specific object",
		"unknown private object",
	};
	static const char *const unknown_application[] = {
		"context-specific object of an unknown application",
		"private object of an unknown application",
	};
	bool known = place->family != FAMILY_NONE && place->family != FAMILY_OTHER;
	uint32_t first = tlv->tag;

	while (first >> 8 != 0)
		first >>= 8;
	if (place->form == TLV_COMPREHENSION)
		return "unknown object";
	return known || first < 0x80 ? classes[first >> 6] : unknown_application[(first >> 6) - 2];
}

/* An object with its row, and its value for the texts of the row. */
struct object {
	const struct tlv *tlv;
	const struct tlv_row *row; /* NULL if the tag is unknown */
	enum tlv_value kind;
	struct tlv_data data;
};

/* A number that is truncated must not be shown as another number. */
static bool is_cut_number(const struct walk *walk, enum tlv_value kind)
{
	return walk->truncated && (kind == VALUE_NUMBER || kind == VALUE_INTEGER);
}

/* Adds the object's name and a description of its value. */
static void put_object(struct words *words, const struct walk *walk, const struct object *object,
                       bool guess)
{
	struct words meaning = {0};

	if (guess)
		words_add(words, "%s: ", family_name(object->row->family));
	words_put(words,
	          object->row != NULL ? object->row->name : class_of(object->tlv, &walk->place));
	if ((!object->tlv->constructed || object->kind != VALUE_BYTES) &&
	    !is_cut_number(walk, object->kind))
		tlv_value_text(&meaning, object->kind, &object->data);
	if (meaning.length > 0)
		words_add(words, ": %s", meaning.text);
	else if (object->tlv->length == 0 && object->kind != VALUE_NULL && !walk->truncated)
		words_put(words, ", empty");
}

static bool add_objects(const struct walk *walk, node_id parent, size_t length);

/* Returns whether the template contains toolkit objects: BER-TLV D0 to DF (TS 101 220, 7.2). */
static bool holds_toolkit_objects(const struct tlv *tlv, const struct tlv_place *place)
{
	return place->form != TLV_COMPREHENSION && family_base(place->family) == FAMILY_UICC &&
		place->parent == TLV_NOWHERE && tlv->tag >= 0xD0 && tlv->tag <= 0xDF;
}

static bool is_template(const struct object *object)
{
	bool constructed = object->tlv->constructed &&
		(object->kind == VALUE_BYTES || object->kind == VALUE_PIN_STATUS);

	return constructed || object->kind == VALUE_TEMPLATE || object->kind == VALUE_PIN_STATUS;
}

/* Returns the walk through the contents of the object. */
static struct walk inside_of(const struct walk *walk, const struct object *object, bool toolkit)
{
	struct walk inside = *walk;

	inside.bytes = object->data.bytes;
	inside.place.offset = object->data.offset;
	inside.place.above = walk->place.parent;
	if (walk->place.above != 0 && walk->place.parent == TLV_NOWHERE)
		inside.place.above = walk->place.above; /* still the object requested */
	if (toolkit)
		inside.place.above = object->tlv->tag;
	inside.place.parent = toolkit ? TLV_IN_COMPREHENSION :
		object->row == NULL   ? TLV_IN_UNKNOWN :
					(int64_t)object->tlv->tag;
	inside.place.form = toolkit              ? TLV_COMPREHENSION :
		walk->place.form == TLV_ONE_BYTE ? TLV_BER :
						   walk->place.form;
	if (walk->depth == 1)
		inside.place.outermost = object->tlv->tag;
	inside.fields = object->row != NULL ? object->row->fields : NULL;
	inside.depth++;
	inside.truncated = false;
	if (object->tlv->tag == 0x62 && inside.place.family == FAMILY_NONE &&
	    fcp_is_uicc(object->data.bytes, object->data.length))
		inside.place.family = FAMILY_UICC;
	return inside;
}

/* A certificate needs no object around it: in files of PKCS #15, in SGP.22 and in CMS. */
static bool is_certificate(const struct walk *walk, const struct tlv *tlv)
{
	return tlv->tag == 0x30 && walk->place.form == TLV_BER &&
		certificate_is(walk->bytes + tlv->at, tlv->header + tlv->length);
}

/* Adds a field for the certificate. */
static void add_certificate(const struct walk *walk, node_id parent, const struct tlv *tlv)
{
	const struct tlv_data data = {.bytes = walk->bytes + tlv->at,
	                              .length = tlv->header + tlv->length,
	                              .offset = walk->place.offset + tlv->at};
	node_id field =
		tree_add(walk->tree, parent, NODE_FIELD, ROLE_PLAIN, "30", "X.509 certificate");

	tree_bytes(walk->tree, field, data.offset, data.length);
	tree_header(walk->tree, field, tlv->header);
	certificate_details(walk->tree, field, &data);
}

/* Returns the next field of the sequence that has the tag, and skips it and those before it; NULL
 * if no such field follows. */
static const struct tlv_row *next_field(struct walk *walk, uint32_t tag)
{
	const struct tlv_row *row = walk->fields;

	while (row->name != NULL && row->tag != tag)
		row++;
	if (row->name == NULL)
		return NULL;
	walk->fields = row + 1;
	return row;
}

static const struct tlv_row *find_row(struct walk *walk, uint32_t tag, bool *guess)
{
	const struct tlv_row *row = walk->fields != NULL ? next_field(walk, tag) : NULL;

	*guess = false;
	return row != NULL ? row : tlv_tag_find(tag, &walk->place, guess);
}

/* Adds a field for the object, and what it contains. */
static bool add_object(struct walk *walk, node_id parent, const struct tlv *tlv)
{
	const struct tlv_place *place = &walk->place;
	bool guess, toolkit = holds_toolkit_objects(tlv, place), whole = true;
	const struct tlv_row *row = find_row(walk, tlv->tag, &guess);
	size_t value_at = tlv->at + tlv->header;
	const struct object object = {
		tlv,
		row,
		row != NULL ? row->value : VALUE_BYTES,
		{walk->bytes + value_at, tlv->length, guess ? row->family : place->family,
	         place->offset + value_at, row != NULL ? row->bits : NULL,
	         row != NULL ? row->parts : NULL, walk->descriptor},
	};
	struct words words = {0};
	char name[TLV_TAG_TEXT];

	if (is_certificate(walk, tlv)) {
		add_certificate(walk, parent, tlv);
		return true;
	}
	put_tag(name, tlv, place->form);
	put_object(&words, walk, &object, guess);
	node_id field = tree_add(walk->tree, parent, NODE_FIELD, ROLE_PLAIN, name, words.text);
	tree_bytes(walk->tree, field, place->offset + tlv->at, tlv->header + tlv->length);
	tree_header(walk->tree, field, tlv->header);
	if (object.kind == VALUE_FILE_DESCRIPTOR && tlv->length > 0)
		walk->descriptor = object.data.bytes[0];
	tlv_value_details(walk->tree, field, object.kind, &object.data);
	if (toolkit || is_template(&object)) {
		const struct walk inside = inside_of(walk, &object, toolkit);

		whole = add_objects(&inside, field, tlv->length);
	}
	return whole;
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

/* Adds the available part of an object whose value is truncated. */
static void add_truncated(struct walk *walk, node_id parent, struct cursor *cursor, struct tlv *tlv)
{
	size_t left = cursor_left(cursor) - tlv->header, missing = tlv->length - left;
	char text[64];

	(void)snprintf(text, sizeof text, "the value is truncated: %zu byte%s missing", missing,
	               missing == 1 ? "" : "s");
	tlv->length = left;
	walk->truncated = true;
	add_object(walk, parent, tlv);
	add_fault(walk, parent, text, cursor->length);
}

/* Adds the bytes from the cursor on, which cannot be read. */
static void add_broken(struct walk *walk, node_id parent, struct cursor *cursor, struct tlv *tlv,
                       enum tlv_fault fault, size_t at)
{
	if (fault == TLV_VALUE_CUT) {
		add_truncated(walk, parent, cursor, tlv);
		return;
	}
	add_rest(walk, parent, cursor->at, cursor_left(cursor), "", "not a data object");
	add_fault(walk, parent, tlv_fault_text(fault), at);
}

static bool add_objects(const struct walk *outer, node_id parent, size_t length)
{
	struct cursor cursor = cursor_start(outer->bytes, length);
	struct walk walk = *outer;
	bool whole = true;
	struct tlv tlv;

	if (walk.depth > TLV_DEPTH_MAX && length > 0) {
		add_rest(&walk, parent, 0, length, "", "not read");
		add_fault(&walk, parent, "objects nested more than 16 deep", 0);
		return false;
	}
	while (cursor_left(&cursor) > 0) {
		size_t at,
			padding = walk.place.form != TLV_COMPREHENSION ? tlv_padding(&cursor) : 0;

		if (padding > 0) {
			add_rest(&walk, parent, cursor.at, padding, "", "padding");
			cursor.at += padding;
			continue;
		}
		enum tlv_fault fault = tlv_read(&cursor, walk.place.form, &tlv, &at);
		if (fault != TLV_FINE) {
			add_broken(&walk, parent, &cursor, &tlv, fault, at);
			return false;
		}
		whole = add_object(&walk, parent, &tlv) && whole;
	}
	return whole;
}

bool describe_tlv(struct tree *tree, node_id parent, const uint8_t *bytes, size_t length,
                  const struct tlv_place *place)
{
	const struct walk walk = {tree, bytes, *place, .depth = 1};

	return add_objects(&walk, parent, length);
}

enum { FEW_BYTES = 4 }; /* extra or missing, at most */

/* Returns whether the first object in the template has a known tag, and no more than a few bytes of
 * it are missing. */
static bool begins_well(const uint8_t *value, size_t length, const struct tlv_place *inside)
{
	struct cursor cursor = cursor_start(value, length);
	struct tlv tlv;
	size_t at;
	bool guess;

	if (length == 0)
		return false;
	enum tlv_fault fault = tlv_read(&cursor, TLV_BER, &tlv, &at);
	bool nearly = fault == TLV_VALUE_CUT && tlv.length - (length - tlv.header) <= FEW_BYTES;

	return (fault == TLV_FINE || nearly) && tlv_tag_find(tlv.tag, inside, &guess) != NULL;
}

/* Returns whether bytes are missing, or a few too many, in a known template whose contents begin
 * with a known tag. That is unlikely to be a coincidence. */
static bool is_nearly_whole(const uint8_t *bytes, size_t length, const struct tlv *tlv,
                            enum tlv_fault fault, const struct tlv_place *place)
{
	const struct tlv_place inside = {.parent = tlv->tag, .family = place->family};
	bool guess;
	const struct tlv_row *row = tlv_tag_find(tlv->tag, place, &guess);

	if (row == NULL ||
	    !((tlv->constructed && tlv->tag >= 0x60) || row->value == VALUE_TEMPLATE))
		return false;
	if (fault == TLV_FINE && length - tlv->header - tlv->length > FEW_BYTES)
		return false;
	return (fault == TLV_FINE || fault == TLV_VALUE_CUT) &&
		begins_well(bytes + tlv->header, length - tlv->header, &inside);
}

/* ISO/IEC 8825-1, 8.2 and 8.8: a boolean has one byte, null has none. */
static bool is_impossible(const struct tlv *tlv)
{
	enum { BOOLEAN = 0x01, NOTHING = 0x05 };

	return (tlv->tag == BOOLEAN && tlv->length != 1) ||
		(tlv->tag == NOTHING && tlv->length != 0);
}

bool tlv_is_likely(const uint8_t *bytes, size_t length, enum family family)
{
	const struct tlv_place place = {.family = family};
	struct cursor cursor = cursor_start(bytes, length);
	struct tlv tlv;
	size_t at;
	bool guess;

	if (length < 2 || bytes[0] == 0x00)
		return false;
	enum tlv_fault fault = tlv_read(&cursor, TLV_BER, &tlv, &at);
	const struct tlv_row *row = tlv_tag_find(tlv.tag, &place, &guess);
	if (is_impossible(&tlv))
		return false;
	if (fault == TLV_FINE && tlv_is_whole(bytes, length))
		return tlv.constructed || row != NULL;
	return is_nearly_whole(bytes, length, &tlv, fault, &place);
}
