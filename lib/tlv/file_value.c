#include "tlv/file_value.h"

#include "names/file_id.h"
#include "names/reference.h"
#include "tlv/tlv.h"

enum { DF_DESCRIPTOR = 0x38, DESCRIPTOR_MASK = 0xBF };

static unsigned two_bytes(const uint8_t *bytes)
{
	return (unsigned)(bytes[0] << 8 | bytes[1]);
}

static void put_kind(struct words *words, uint8_t descriptor)
{
	static const char *const structures[] = {
		"structure not given", "transparent",          "linear fixed", "linear fixed, TLV",
		"linear variable",     "linear variable, TLV", "cyclic",       "cyclic, TLV",
	};
	uint8_t kind = descriptor & DESCRIPTOR_MASK;

	if (kind == DF_DESCRIPTOR)
		words_put(words, "DF");
	else if (kind == 0x39 || kind == 0x3A)
		words_put(words,
		          kind == 0x39 ? "EF of BER-TLV objects" : "EF of SIMPLE-TLV objects");
	else
		words_add(words, "%s EF, %s",
		          (kind & 0x38) == 0         ? "working" :
		                  (kind & 0x38) == 8 ? "internal" :
		                                       "proprietary",
		          structures[kind & 7]);
}

static void put_records(struct words *words, unsigned count, unsigned size)
{
	if (count > 0)
		words_add(words, ", %u record%s of %u byte%s", count, count == 1 ? "" : "s", size,
		          size == 1 ? "" : "s");
	else
		words_add(words, ", records of %u byte%s", size, size == 1 ? "" : "s");
}

void file_descriptor_text(struct words *words, const struct tlv_data *data)
{
	const uint8_t *v = data->bytes;

	if (data->length == 0 || v[0] & 0x80)
		return;
	put_kind(words, v[0]);
	words_put(words, v[0] & 0x40 ? ", shareable" : "");
	if (data->length == 3)
		put_records(words, 0, v[2]);
	else if (data->length >= 4)
		put_records(words,
		            data->length == 5         ? v[4] :
		                    data->length == 6 ? two_bytes(v + 4) :
		                                        0,
		            two_bytes(v + 2));
}

static void put_file(struct words *words, const uint8_t *id, uint16_t directory, enum family family)
{
	const char *name = file_id_name((uint16_t)two_bytes(id), directory, family);

	if (name != NULL)
		words_put(words, name);
	else
		words_add(words, "%04X", two_bytes(id));
}

void file_path_text(struct words *words, const struct tlv_data *data)
{
	uint16_t directory = data->directory;

	for (size_t i = 0; data->length % 2 == 0 && i < data->length && i < 16; i += 2) {
		words_put(words, i > 0 ? " / " : "");
		put_file(words, data->bytes + i, directory, data->family);
		directory = (uint16_t)two_bytes(data->bytes + i);
	}
}

void access_rule_text(struct words *words, const struct tlv_data *data)
{
	const uint8_t *v = data->bytes;

	if (data->length == 1) {
		words_add(words, "record %u", v[0]);
		return;
	}
	if (data->length < 3)
		return;
	put_file(words, v, 0, FAMILY_UICC);
	if (data->length == 3)
		words_add(words, ", record %u", v[2]);
	for (size_t i = 2; data->length % 2 == 0 && i < data->length && i < 18; i += 2)
		words_add(words, ", record %u in environment %u", v[i + 1], v[i]);
}

/* Table 20; 00 and FF are rows of the tables themselves. */
void security_condition_text(struct words *words, const struct tlv_data *data)
{
	static const struct tlv_bits needs[] = {
		{0, 0x40, 0x40, "secure messaging"},
		{0, 0x20, 0x20, "external authentication"},
		{0, 0x10, 0x10, "user authentication"},
		{0},
	};
	uint8_t sc = data->length == 1 ? data->bytes[0] : 0x0F;
	bool any = false;

	if (data->length != 1)
		return;
	if (sc == 0x00 || sc == 0xFF) {
		words_put(words, sc == 0 ? "always" : "never");
		return;
	}
	for (const struct tlv_bits *need = needs; need->text != NULL; need++) {
		if ((sc & need->mask) == 0)
			continue;
		words_put(words, !any ? "" : sc & 0x80 ? " and " : " or ");
		words_put(words, need->text);
		any = true;
	}
	if (!any)
		words_put(words, "reserved condition");
	else if ((sc & 15) != 0 && (sc & 15) != 15)
		words_add(words, " in environment %u", sc & 15u);
}

/* Tables 16 and 17: what b7 to b1 of the access mode byte allow for a DF and for an EF. */
static const struct {
	const char *df, *ef;
} modes[] = {
	{"delete itself", "delete"},      {"terminate", "terminate"},
	{"activate", "activate"},         {"deactivate", "deactivate"},
	{"create DF", "write, append"},   {"create EF", "update, erase"},
	{"delete child", "read, search"},
};

/* With descriptor 0 it is unknown whether the file is a DF or an EF. */
static void put_mode(struct words *words, size_t i, uint8_t descriptor)
{
	bool df = (descriptor & DESCRIPTOR_MASK) == DF_DESCRIPTOR;

	if (descriptor != 0 || i < 4)
		words_put(words, df ? modes[i].df : modes[i].ef);
	else
		words_add(words, "%s (DF: %s)", modes[i].ef, modes[i].df);
}

static size_t add_modes(struct tree *tree, node_id field, const struct tlv_data *data, size_t at,
                        bool conditions)
{
	uint8_t mode = data->bytes[at++];

	if ((mode & 0x7F) == 0)
		tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "allows", "nothing");
	for (size_t i = 0; i < 7; i++) {
		struct words name = {0}, text = {0};

		if ((mode & 0x40 >> i) == 0)
			continue;
		put_mode(&name, i, data->descriptor);
		if (conditions && at < data->length) {
			const struct tlv_data sc = {.bytes = data->bytes + at, .length = 1};

			security_condition_text(&text, &sc);
			at++;
		}
		tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, conditions ? name.text : "allows",
		         conditions ? text.text : name.text);
	}
	return at;
}

void access_details(struct tree *tree, node_id field, enum tlv_value kind,
                    const struct tlv_data *data)
{
	bool compact = kind == VALUE_ACCESS_COMPACT;

	for (size_t at = 0; at < data->length && !(data->bytes[at] & 0x80);) {
		at = add_modes(tree, field, data, at, compact);
		if (!compact)
			break;
	}
}

void pin_status_details(struct tree *tree, node_id field, const struct tlv_data *data)
{
	struct cursor cursor = cursor_start(data->bytes, data->length);
	const uint8_t *states = NULL;
	size_t state_count = 0, n = 0, at;
	struct tlv tlv;

	while (cursor_left(&cursor) > 0 && tlv_read(&cursor, TLV_BER, &tlv, &at) == TLV_FINE) {
		const uint8_t *value = data->bytes + tlv.at + tlv.header;
		struct words name = {0};

		if (tlv.tag == 0x90) {
			states = value;
			state_count = 8 * tlv.length;
		}
		if (tlv.tag != 0x83 || tlv.length != 1 || n >= state_count)
			continue;
		reference_text(&name, value[0], FAMILY_UICC);
		tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, name.text,
		         states[n / 8] & 0x80 >> n % 8 ? "enabled" : "disabled");
		n++;
	}
}

bool fcp_is_uicc(const uint8_t *fcp, size_t length)
{
	const uint8_t *value;
	size_t count;

	if (tlv_get(fcp, length, 0xC6, &value, &count))
		return true;
	return tlv_get(fcp, length, 0x8B, &value, &count) && count >= 3 &&
		(two_bytes(value) == 0x2F06 || two_bytes(value) == 0x6F06);
}
