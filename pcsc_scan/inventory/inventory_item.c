#include "pcsc_scan/inventory/inventory_item.h"

#include "base/text.h"
#include "pcsc_scan/inventory/usb_item.h"
#include "render/json_member.h"
#include "render/reader/fit_json.h"
#include "render/paragraph.h"
#include "render/reader/fields.h"
#include "sys/memory.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdio.h>
#include <string.h>

enum { PROTOCOLS = 16, INDENT = 2 };

static void put_line(const struct layout *layout, const char *key, const char *text)
{
	render_field(stdout, layout, INDENT, key, ROLE_PLAIN, text);
}

static void put_protocols(const struct inventory_item *item, const struct layout *layout)
{
	struct text words = {0};

	for (unsigned t = 0; t < PROTOCOLS; t++)
		if (item->protocols >> t & 1)
			text_printf(&words, words.length > 0 ? ", T=%u" : "T=%u", t);
	if (memory_sufficed(!words.failed) && words.length > 0)
		put_line(layout, "protocols", words.data);
	text_free(&words);
}

static bool has_pin_pad(const struct reader_features *features)
{
	return reader_features_control(features, FEATURE_VERIFY_PIN_DIRECT) != 0 ||
		reader_features_control(features, FEATURE_VERIFY_PIN_START) != 0;
}

static void put_features(const struct inventory_item *item, const struct layout *layout)
{
	struct text words = {0};

	for (size_t i = 0; i < item->features.count; i++) {
		const char *name = reader_feature_name(item->features.list[i].tag);

		text_puts(&words, i > 0 ? ", " : "");
		if (name != NULL)
			text_puts(&words, name);
		else
			text_printf(&words, "0x%02X", item->features.list[i].tag);
	}
	if (memory_sufficed(!words.failed) && words.length > 0)
		put_line(layout, "features", words.data);
	text_free(&words);
}

static void put_properties(const struct inventory_item *item, const struct layout *layout)
{
	const struct reader_properties *is = &item->properties;
	const char *pad = has_pin_pad(&item->features) ? "yes" : "no";
	char words[80];

	snprintf(words, sizeof words, is->max_pin != 0 ? "%s, %u to %u digits" : "%s", pad,
	         is->min_pin, is->max_pin);
	if (item->has_features)
		put_line(layout, "PIN pad", words);
	snprintf(words, sizeof words, is->lines == 0 ? "no" : "%u lines of %u characters",
	         is->lines, is->characters);
	if (is->has_lines && (is->lines == 0 || is->has_characters))
		put_line(layout, "display", words);
	snprintf(words, sizeof words,
	         is->max_apdu <= PROPERTY_SHORT_MAX ? "short APDUs only" : "%u bytes of data",
	         is->max_apdu);
	if (is->has_max_apdu)
		put_line(layout, "longest APDU", words);
}

static void put_users(const struct inventory_item *item, const struct layout *layout)
{
	char words[400];

	if (item->users == NULL)
		return;
	process_words(item->users, words, sizeof words);
	put_line(layout, "in use",
	         words[0] == '\0'               ? "by a program not visible from here" :
	                 item->users->count > 1 ? "by one or more of these programs" :
	                                          "by the only visible program that uses PC/SC");
	put_line(layout, item->users->count > 1 ? "programs" : "program", words);
}

static void put_device(const struct usb_reader *usb, const struct layout *layout)
{
	char words[40];

	if (usb == NULL)
		return;
	snprintf(words, sizeof words, "bus %u, device %u", usb->device->bus, usb->device->number);
	put_line(layout, "as USB device", words);
	usb_item_interfaces(usb, layout, (size_t)2 * INDENT);
}

void inventory_item_head(size_t index, const char *name, const struct layout *layout)
{
	struct paragraph line;
	char number[32];

	snprintf(number, sizeof number, "%zu:", index);
	paragraph_start(&line, stdout, layout, 0);
	line.hang = (size_t)2 * INDENT;
	paragraph_string(&line, ROLE_PLAIN, number);
	paragraph_blank(&line);
	paragraph_phrase(&line, ROLE_READER, name);
	paragraph_end(&line);
}

static void put_fit(const struct fit *fit, const struct layout *layout)
{
	const char *verdict = fit != NULL ? fit_whole(fit) : NULL;
	struct text words = {0};

	if (verdict == NULL)
		return;
	text_puts(&words, verdict);
	fit_reasons(&words, fit);
	if (memory_sufficed(!words.failed))
		put_line(layout, "card", words.data);
	text_free(&words);
}

void inventory_item_text(const struct inventory_item *item, const struct layout *layout)
{
	char words[200] = "";

	inventory_item_head(item->index, item->state->name, layout);
	snprintf(words, sizeof words, "%d", item->slot);
	put_line(layout, "slot", item->slot >= 0 ? words : "");
	put_line(layout, "vendor", item->vendor);
	put_line(layout, "type", item->type);
	put_line(layout, "serial number", item->serial);
	put_line(layout, "firmware", item->firmware);
	snprintf(words, sizeof words, "%04X:%04X", item->usb_vendor, item->usb_product);
	put_line(layout, "USB", item->usb_vendor != 0 ? words : "");
	put_line(layout, "driver", item->driver);
	put_protocols(item, layout);
	put_properties(item, layout);
	put_features(item, layout);
	put_fit(item->fit, layout);
	put_users(item, layout);
	snprintf(words, sizeof words, "cannot be queried: %s (%s)", pcsc_error_text(item->code),
	         pcsc_error_name(item->code));
	put_line(layout, "more", item->code != PCSC_OK ? words : "");
	put_device(item->usb, layout);
}

static void json_number(struct json *json, const char *key, bool known, int64_t number)
{
	json_key(json, key);
	if (known)
		json_put_integer(json, number);
	else
		json_put_null(json);
}

static void json_protocols(const struct inventory_item *item, struct json *json)
{
	json_key(json, "protocols");
	if (!item->has_protocols) {
		json_put_null(json);
		return;
	}
	json_begin_array(json);
	for (unsigned t = 0; t < PROTOCOLS; t++)
		if (item->protocols >> t & 1)
			json_put_integer(json, t);
	json_end(json);
}

static void json_features(const struct inventory_item *item, struct json *json)
{
	json_key(json, "features");
	if (!item->has_features) {
		json_put_null(json);
		return;
	}
	json_begin_array(json);
	for (size_t i = 0; i < item->features.count; i++) {
		const struct reader_feature *feature = &item->features.list[i];
		const char *name = reader_feature_name(feature->tag);

		json_begin_object(json);
		json_key(json, "tag");
		json_put_hex(json, &feature->tag, 1);
		json_member_known_text(json, "name", name != NULL ? name : "");
		json_end(json);
	}
	json_end(json);
}

static void json_properties(const struct inventory_item *item, struct json *json)
{
	const struct reader_properties *is = &item->properties;

	json_key(json, "pin_pad");
	if (item->has_features)
		json_put_bool(json, has_pin_pad(&item->features));
	else
		json_put_null(json);
	json_number(json, "min_pin", is->min_pin != 0, is->min_pin);
	json_number(json, "max_pin", is->max_pin != 0, is->max_pin);
	json_number(json, "display_lines", is->has_lines, is->lines);
	json_number(json, "display_characters", is->has_characters, is->characters);
	json_number(json, "max_apdu", is->has_max_apdu, is->max_apdu);
}

static void json_users(const struct inventory_item *item, struct json *json)
{
	json_key(json, "in_use");
	json_put_bool(json, item->users != NULL);
	json_key(json, "users");
	json_begin_array(json);
	for (size_t i = 0; item->users != NULL && i < item->users->count; i++) {
		json_begin_object(json);
		json_key(json, "pid");
		json_put_integer(json, item->users->processes[i].id);
		json_member_known_text(json, "name", item->users->processes[i].name);
		json_end(json);
	}
	json_end(json);
}

static void json_protocol(struct json *json, const char *protocol_key, const char *versions_key,
                          const struct greeting_protocol *protocol)
{
	const char *versions = greeting_versions(protocol);
	char words[32] = "";

	if (protocol->known)
		snprintf(words, sizeof words, "%u:%u", protocol->major, protocol->minor);
	json_member_known_text(json, protocol_key, words);
	json_member_known_text(json, versions_key, versions != NULL ? versions : "");
}

/* Writes the facts about the service. counts_cards is null while the reader's event counter is 0,
 * as it is until a card is inserted or removed. */
static void json_service(const struct inventory_item *item, struct json *json)
{
	json_key(json, "service");
	json_begin_object(json);
	json_key(json, "notifies_readers");
	json_put_bool(json, item->offers->notifies);
	json_key(json, "counts_readers");
	json_put_bool(json, item->offers->counts_readers);
	json_key(json, "counts_cards");
	if (item->state->counter != 0)
		json_put_bool(json, true);
	else
		json_put_null(json);
	json_number(json, "most_in_wait", item->offers->few_entries, PCSC_ENTRIES_OLD);
	json_protocol(json, "protocol", "versions", &item->versions->service);
	json_protocol(json, "library_protocol", "library_versions", &item->versions->library);
	json_end(json);
}

void inventory_item_json(const struct inventory_item *item, struct json *json)
{
	char usb[12] = "";

	if (item->usb_vendor != 0)
		snprintf(usb, sizeof usb, "%04X:%04X", item->usb_vendor, item->usb_product);
	json_begin_object(json);
	json_number(json, "schema", true, 1);
	json_number(json, "index", true, (int64_t)item->index);
	json_member_known_text(json, "name", item->state->name);
	json_number(json, "slot", item->slot >= 0, item->slot);
	json_member_known_text(json, "vendor", item->vendor);
	json_member_known_text(json, "type", item->type);
	json_member_known_text(json, "serial", item->serial);
	json_member_known_text(json, "firmware", item->firmware);
	json_member_known_text(json, "usb", usb);
	json_member_known_text(json, "driver", item->driver);
	json_protocols(item, json);
	json_features(item, json);
	json_properties(item, json);
	json_users(item, json);
	json_key(json, "device");
	if (item->usb != NULL) {
		json_begin_object(json);
		usb_item_json(item->usb, json);
		json_end(json);
	} else {
		json_put_null(json);
	}
	json_member_known_text(json, "error",
	                       item->code != PCSC_OK ? pcsc_error_name(item->code) : "");
	json_service(item, json);
	render_fit_json(json, item->fit);
	json_end(json);
	json_write(json, stdout);
}
