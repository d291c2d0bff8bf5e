#include "tlv/basic_value.h"

#include <string.h>

void number_text(struct words *words, const struct tlv_data *data)
{
	unsigned long long number = 0;

	if (data->length == 0 || data->length > 8)
		return;
	for (size_t i = 0; i < data->length; i++)
		number = number << 8 | data->bytes[i];
	words_add(words, "%llu", number);
}

void version_text(struct words *words, const struct tlv_data *data)
{
	for (size_t i = 0; i < data->length && data->length <= 8; i++)
		words_add(words, "%s%u", i > 0 ? "." : "", data->bytes[i]);
}

static void put_arc(struct words *words, unsigned long long arc, bool first)
{
	if (!first)
		words_add(words, ".%llu", arc);
	else if (arc < 80)
		words_add(words, "%llu.%llu", arc / 40, arc % 40);
	else
		words_add(words, "2.%llu", arc - 80);
}

struct arc_name {
	uint8_t length, arcs[3];
	const char *name;
};

/* ICAO Doc 9303-11, 9.2, and BSI TR-03110-3, A: the protocols in EF.CardAccess and EF.DG14, below
 * 0.4.0.127.0.7.2.2; longer prefixes first. */
static const struct arc_name protocols[] = {
	{3, {4, 1, 1}, "PACE, DH, generic mapping, 3DES"},
	{3, {4, 1, 2}, "PACE, DH, generic mapping, AES-128"},
	{3, {4, 1, 3}, "PACE, DH, generic mapping, AES-192"},
	{3, {4, 1, 4}, "PACE, DH, generic mapping, AES-256"},
	{3, {4, 2, 1}, "PACE, ECDH, generic mapping, 3DES"},
	{3, {4, 2, 2}, "PACE, ECDH, generic mapping, AES-128"},
	{3, {4, 2, 3}, "PACE, ECDH, generic mapping, AES-192"},
	{3, {4, 2, 4}, "PACE, ECDH, generic mapping, AES-256"},
	{3, {4, 3, 1}, "PACE, DH, integrated mapping, 3DES"},
	{3, {4, 3, 2}, "PACE, DH, integrated mapping, AES-128"},
	{3, {4, 3, 3}, "PACE, DH, integrated mapping, AES-192"},
	{3, {4, 3, 4}, "PACE, DH, integrated mapping, AES-256"},
	{3, {4, 4, 1}, "PACE, ECDH, integrated mapping, 3DES"},
	{3, {4, 4, 2}, "PACE, ECDH, integrated mapping, AES-128"},
	{3, {4, 4, 3}, "PACE, ECDH, integrated mapping, AES-192"},
	{3, {4, 4, 4}, "PACE, ECDH, integrated mapping, AES-256"},
	{3, {4, 6, 2}, "PACE, ECDH, chip authentication mapping, AES-128"},
	{3, {4, 6, 3}, "PACE, ECDH, chip authentication mapping, AES-192"},
	{3, {4, 6, 4}, "PACE, ECDH, chip authentication mapping, AES-256"},
	{3, {3, 1, 1}, "chip authentication, DH, 3DES"},
	{3, {3, 1, 2}, "chip authentication, DH, AES-128"},
	{3, {3, 1, 3}, "chip authentication, DH, AES-192"},
	{3, {3, 1, 4}, "chip authentication, DH, AES-256"},
	{3, {3, 2, 1}, "chip authentication, ECDH, 3DES"},
	{3, {3, 2, 2}, "chip authentication, ECDH, AES-128"},
	{3, {3, 2, 3}, "chip authentication, ECDH, AES-192"},
	{3, {3, 2, 4}, "chip authentication, ECDH, AES-256"},
	{2, {3, 1}, "chip authentication, DH"},
	{2, {3, 2}, "chip authentication, ECDH"},
	{3, {2, 1, 4}, "terminal authentication, RSASSA-PSS with SHA-256"},
	{3, {2, 1, 6}, "terminal authentication, RSASSA-PSS with SHA-512"},
	{3, {2, 2, 2}, "terminal authentication, ECDSA with SHA-224"},
	{3, {2, 2, 3}, "terminal authentication, ECDSA with SHA-256"},
	{3, {2, 2, 4}, "terminal authentication, ECDSA with SHA-384"},
	{3, {2, 2, 5}, "terminal authentication, ECDSA with SHA-512"},
	{3, {5, 2, 3}, "restricted identification, ECDH with SHA-256"},
	{2, {5, 1}, "restricted identification, DH"},
	{2, {5, 2}, "restricted identification, ECDH"},
	{2, {1, 1}, "public key for chip authentication, DH"},
	{2, {1, 2}, "public key for chip authentication, ECDH"},
	{1, {1}, "public key for chip authentication"},
	{1, {2}, "terminal authentication"},
	{1, {3}, "chip authentication"},
	{1, {4}, "PACE"},
	{1, {5}, "restricted identification"},
	{1, {6}, "card information locator"},
	{1, {7}, "eID security information"},
	{1, {8}, "privileged terminal information"},
	{0},
};

/* ICAO Doc 9303-10 to 9303-12: below 2.23.136.1.1 */
static const struct arc_name passport_objects[] = {
	{1, {1}, "LDS security object"},
	{1, {5}, "active authentication"},
	{2, {6, 1}, "name change"},
	{2, {6, 2}, "document type list"},
	{0},
};

/* The families of object identifiers that have names. */
static const struct {
	uint8_t length, prefix[7];
	const struct arc_name *names;
} arc_names[] = {
	{7, {0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02}, protocols},
	{5, {0x67, 0x81, 0x08, 0x01, 0x01}, passport_objects},
};

static void put_arc_name(struct words *words, const struct arc_name *row, const uint8_t *arcs,
                         size_t length)
{
	while (row->name != NULL &&
	       (row->length > length || memcmp(arcs, row->arcs, row->length) != 0))
		row++;
	if (row->name != NULL)
		words_add(words, ", %s", row->name);
}

static void put_oid_name(struct words *words, const struct tlv_data *data)
{
	for (size_t i = 0; i < sizeof arc_names / sizeof *arc_names; i++) {
		size_t length = arc_names[i].length;

		if (data->length > length && memcmp(data->bytes, arc_names[i].prefix, length) == 0)
			put_arc_name(words, arc_names[i].names, data->bytes + length,
			             data->length - length);
	}
}

/* ISO/IEC 8825-1, 8.19 */
void oid_text(struct words *words, const struct tlv_data *data)
{
	unsigned long long arc = 0;
	struct words arcs = {0};

	if (data->length == 0 || data->length > 32 || data->bytes[data->length - 1] & 0x80)
		return;
	for (size_t i = 0; i < data->length; i++) {
		arc = arc << 7 | (data->bytes[i] & 0x7F);
		if (arc >> 56 != 0)
			return;
		if (data->bytes[i] & 0x80)
			continue;
		put_arc(&arcs, arc, arcs.length == 0);
		arc = 0;
	}
	words_put(words, arcs.text);
	put_oid_name(words, data);
}

static const struct tlv_bits *find_code(const struct tlv_bits *row, const uint8_t *bytes,
                                        size_t length)
{
	while (row != NULL && row->text != NULL &&
	       (row->byte >= length || (bytes[row->byte] & row->mask) != row->bits))
		row++;
	return row != NULL && row->text != NULL ? row : NULL;
}

void code_text(struct words *words, const struct tlv_data *data)
{
	const struct tlv_bits *row = find_code(data->bits, data->bytes, data->length);

	words_put(words, row != NULL ? row->text : data->length > 0 ? "reserved" : "");
}

void codes_text(struct words *words, const struct tlv_data *data)
{
	for (size_t i = 0; i < data->length; i++) {
		const struct tlv_bits *row = find_code(data->bits, data->bytes + i, 1);

		words_put(words, i > 0 ? ", " : "");
		if (row != NULL)
			words_put(words, row->text);
		else
			words_add(words, "%02X", data->bytes[i]);
	}
}
