#include "reader/driver_plist.h"

#include "base/num.h"
#include "base/span.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	const char *at, *end;
};

/* Moves past the next occurrence of mark; returns false, at the end, if there is none. */
static bool skip_past(struct reader *reader, const char *mark)
{
	size_t length = strlen(mark);

	while (reader->at < reader->end) {
		const char *at = memchr(reader->at, mark[0], (size_t)(reader->end - reader->at));

		if (at == NULL || (size_t)(reader->end - at) < length)
			break;
		reader->at = at + 1;
		if (memcmp(at, mark, length) == 0) {
			reader->at = at + length;
			return true;
		}
	}
	reader->at = reader->end;
	return false;
}

static bool next_is(const struct reader *reader, const char *mark)
{
	size_t length = strlen(mark);

	return (size_t)(reader->end - reader->at) >= length &&
		memcmp(reader->at, mark, length) == 0;
}

/* Reads the next tag without its angle brackets: "key", "/array". Skips what precedes it, including
 * comments. */
static bool next_tag(struct reader *reader, struct span *tag)
{
	while (skip_past(reader, "<")) {
		if (next_is(reader, "!--")) {
			if (!skip_past(reader, "-->"))
				return false;
			continue;
		}
		tag->text = reader->at;
		if (!skip_past(reader, ">"))
			return false;
		tag->length = (size_t)(reader->at - 1 - tag->text);
		return true;
	}
	return false;
}

/* Returns the text up to the next tag. */
static struct span read_text(const struct reader *reader)
{
	const char *angle = memchr(reader->at, '<', (size_t)(reader->end - reader->at));

	return (struct span){reader->at,
	                     (size_t)((angle != NULL ? angle : reader->end) - reader->at)};
}

/* Moves past <key>name</key>. */
static bool find_key(struct reader *reader, const char *name)
{
	struct span tag;

	while (next_tag(reader, &tag))
		if (span_is(tag, "key") && span_is(read_text(reader), name))
			return next_tag(reader, &tag) && span_is(tag, "/key");
	return false;
}

/* Reads the next <string> of an array; returns false at its end, or at any other element. */
static bool next_string(struct reader *reader, struct span *text)
{
	struct span tag;

	if (!next_tag(reader, &tag) || !span_is(tag, "string"))
		return false;
	*text = read_text(reader);
	return next_tag(reader, &tag) && span_is(tag, "/string");
}

static bool find_array(struct reader *reader, const char *name)
{
	struct span tag;

	return find_key(reader, name) && next_tag(reader, &tag) && span_is(tag, "array");
}

static bool read_id(struct span text, uint16_t *id)
{
	uint64_t value;

	if (!num_any(text, 0xFFFF, &value))
		return false;
	*id = (uint16_t)value;
	return true;
}

/* The devices of the list, one after another. */
struct devices {
	struct reader vendors, products;
	bool any;      /* another device can be requested */
	size_t place;  /* index of the current device in the arrays, from 0 */
	bool readable; /* both of its numbers are valid */
	uint16_t vendor, product;
};

static struct devices devices_start(const char *text, size_t length)
{
	struct reader start = {text, text + length};
	struct devices devices = {.vendors = start, .products = start, .place = SIZE_MAX};

	devices.any = find_array(&devices.vendors, "ifdVendorID") &&
		find_array(&devices.products, "ifdProductID");
	return devices;
}

static bool devices_next(struct devices *devices)
{
	struct span vendor, product;

	if (!devices->any || !next_string(&devices->vendors, &vendor) ||
	    !next_string(&devices->products, &product))
		return false;
	devices->place++;
	devices->readable =
		read_id(vendor, &devices->vendor) && read_id(product, &devices->product);
	return true;
}

/* Finds the index of the pair in the arrays, from 0. */
static bool find_pair(const char *text, size_t length, uint16_t vendor, uint16_t product,
                      size_t *place)
{
	struct devices devices = devices_start(text, length);

	while (devices_next(&devices)) {
		*place = devices.place;
		if (devices.readable && devices.vendor == vendor && devices.product == product)
			return true;
	}
	return false;
}

bool driver_plist_nearest(const char *text, size_t length, uint16_t vendor, uint16_t product,
                          uint16_t *nearest)
{
	struct devices devices = devices_start(text, length);
	int least = INT32_MAX;

	while (devices_next(&devices)) {
		int apart = abs((int)devices.product - product);

		if (!devices.readable || devices.vendor != vendor || apart >= least)
			continue;
		least = apart;
		*nearest = devices.product;
	}
	return least < INT32_MAX;
}

/* Copies XML text. The only escape that occurs in names is "&amp;". */
static void copy_text(char *out, size_t size, struct span text)
{
	static const char amp[] = "&amp;";
	size_t n = 0;

	for (size_t i = 0; i < text.length && n + 1 < size; i++) {
		out[n++] = text.text[i];
		if (text.length - i >= sizeof amp - 1 &&
		    memcmp(text.text + i, amp, sizeof amp - 1) == 0)
			i += sizeof amp - 2;
	}
	out[n] = '\0';
}

bool driver_plist_reader_name(const char *text, size_t length, uint16_t vendor, uint16_t product,
                              char *out, size_t size)
{
	struct reader names = {text, text + length};
	struct span name = {0};
	size_t place;

	*out = '\0';
	if (!find_pair(text, length, vendor, product, &place) ||
	    !find_array(&names, "ifdFriendlyName"))
		return false;
	for (size_t i = 0; i <= place; i++)
		if (!next_string(&names, &name))
			return false;
	copy_text(out, size, name);
	return true;
}

bool driver_plist_string(const char *text, size_t length, const char *key, char *out, size_t size)
{
	struct reader reader = {text, text + length};
	struct span value;

	out[0] = '\0';
	if (!find_key(&reader, key) || !next_string(&reader, &value))
		return false;
	size_t n = value.length < size - 1 ? value.length : size - 1;
	memcpy(out, value.text, n);
	out[n] = '\0';
	return true;
}
