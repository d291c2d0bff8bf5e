#include "atr/describe_hist.h"

#include "atr/atr.h"
#include "atr/describe_object.h"
#include "atr/hist.h"
#include "names/status_indicator.h"
#include "words/words.h"

#include <stdio.h>

/* The data used by the functions below. */
struct context {
	struct tree *tree;
	node_id parent;
	const struct hist *hist;
	size_t offset; /* offset of the first historical byte in the ATR */
	bool details;
};

/* Adds a field for length bytes starting at first, counted from 0. Its name is that of the bytes:
 * T2..T7. */
static node_id add_field(const struct context *c, size_t first, size_t length, const char *text)
{
	char name[24];
	node_id field;

	if (length == 1)
		(void)snprintf(name, sizeof name, "T%u", (unsigned)(first + 1) & 15);
	else
		(void)snprintf(name, sizeof name, "T%u..T%u", (unsigned)(first + 1) & 15,
		               (unsigned)(first + length) & 15);
	field = tree_add(c->tree, c->parent, NODE_FIELD, ROLE_HISTORICAL, name, text);
	tree_bytes(c->tree, field, c->offset + first, length);
	return field;
}

static void add_category(const struct context *c)
{
	char text[60];

	(void)snprintf(text, sizeof text, "category %02X: %s", c->hist->bytes[0],
	               hist_category_text(c->hist->bytes[0]));
	add_field(c, 0, 1, text);
}

static const char *rest_text(const struct hist *hist)
{
	if (hist->length < hist->announced)
		return "truncated by the end of the ATR";
	if (hist->form == HIST_STATUS && hist->status < 0)
		return "too short for 3 status bytes";
	return "not an object: longer than the bytes left";
}

static void add_objects(const struct context *c)
{
	for (size_t i = 0; i < c->hist->object_count; i++) {
		const struct hist_object *object = &c->hist->objects[i];
		const uint8_t *value = c->hist->bytes + object->offset + 1;
		struct words words = {0};
		node_id field;

		describe_object_text(&words, object->tag, value, object->length);
		field = add_field(c, object->offset, object->length + 1u, words.text);
		if (c->details)
			describe_object_details(c->tree, field, object->tag, value, object->length);
	}
	if (c->hist->rest >= 0) {
		size_t rest = (size_t)c->hist->rest;
		size_t end = c->hist->status >= 0 ? (size_t)c->hist->status : c->hist->length;

		add_field(c, rest, end - rest, rest_text(c->hist));
	}
}

static void describe_with_status(const struct context *c)
{
	struct words words = {0};

	add_category(c);
	add_objects(c);
	if (c->hist->status < 0)
		return;
	words_put(&words, "status: ");
	describe_status(&words, c->hist->life_cycle, c->hist->sw);
	add_field(c, (size_t)c->hist->status, 3, words.text);
}

static void describe_dir(const struct context *c)
{
	char text[40];

	add_category(c);
	if (c->hist->length < 2)
		return;
	(void)snprintf(text, sizeof text, "DIR data reference %02X", c->hist->bytes[1]);
	add_field(c, 1, 1, text);
	if (c->hist->length > 2)
		add_field(c, 2, c->hist->length - 2u, "undefined after a DIR data reference");
}

static void describe_identifier(const struct context *c, node_id field)
{
	const uint8_t *bytes = c->hist->bytes;
	struct words rid = {0}, rest = {0};

	words_hex(&rid, bytes + 3, 5);
	tree_add(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "RID", rid.text);
	tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "SS", "%02X", bytes[8]);
	tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "NN", "%02X%02X", bytes[9], bytes[10]);
	words_hex(&rest, bytes + 11, bytes[2] - 8u);
	tree_add(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "reserved", rest.text);
}

/* PC/SC part 3, 3.1.3.2.3.2: a BER-TLV object. */
static void describe_storage(const struct context *c)
{
	size_t length;
	node_id field;

	add_category(c);
	if (c->hist->length < c->hist->announced) {
		add_field(c, 1, c->hist->length - 1u, "truncated by the end of the ATR");
		return;
	}
	length = c->hist->bytes[2];
	field = add_field(c, 1, length + 2, "application identifier of a PC/SC storage card");
	if (c->details)
		describe_identifier(c, field);
	if (length + 3 < c->hist->length)
		add_field(c, length + 3, c->hist->length - (length + 3),
		          "undefined after the identifier");
}

/* NXP's virtual card identification, as in an ATS: C1 05 and five bytes. */
static void describe_nxp(const struct context *c, node_id field)
{
	static const char *const sizes[] = {"below 1 KB", "1 KB", "2 KB", "4 KB", "8 KB"};
	const uint8_t *b = c->hist->bytes;
	unsigned type = b[2] >> 4, size = b[2] & 15, status = b[3] >> 4, generation = b[3] & 15;
	unsigned vcs = b[4] & 15;

	tree_add(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "layout",
	         "C1 05 matches NXP's virtual card identification");
	tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "type", "%s, %s",
	          type == 1         ? "DESFire" :
	                  type == 2 ? "MIFARE Plus" :
	                              "not specified",
	          size < sizeof sizes / sizeof sizes[0] ? sizes[size] : "size not specified");
	tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "status", "%s",
	          status == 0         ? "engineering sample" :
	                  status == 2 ? "released" :
	                                "not specified");
	if (generation < 3)
		tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "generation", "%u",
		          generation + 1);
	tree_add(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "virtual card selection",
	         vcs == 0          ? "VCSL only" :
	                 vcs == 1  ? "VCS, VCSL and SVC" :
	                 vcs == 14 ? "no such command" :
	                             "not specified");
	tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "CRC", "%02X %02X", b[5], b[6]);
}

static void describe_proprietary(const struct context *c)
{
	const uint8_t *bytes = c->hist->bytes;
	struct words words = {0};
	node_id field;

	words_add(&words, "category %02X: %s", bytes[0], hist_category_text(bytes[0]));
	words_text(&words, bytes, c->hist->length);
	field = add_field(c, 0, c->hist->length, words.text);
	if (c->details && c->hist->length == 7 && bytes[0] == 0xC1 && bytes[1] == 0x05)
		describe_nxp(c, field);
}

void describe_hist(struct tree *tree, node_id parent, const struct atr_view *view, bool details)
{
	const struct hist *hist = view->hist;
	struct context c = {tree, parent, hist, view->atr->historical.offset, details};

	switch (hist->form) {
	case HIST_NONE:
		break;
	case HIST_STATUS:
		describe_with_status(&c);
		break;
	case HIST_DIR:
		describe_dir(&c);
		break;
	case HIST_TLV:
		add_category(&c);
		add_objects(&c);
		break;
	case HIST_STORAGE:
		describe_storage(&c);
		break;
	case HIST_RESERVED:
	case HIST_PROPRIETARY:
		describe_proprietary(&c);
		break;
	}
}
