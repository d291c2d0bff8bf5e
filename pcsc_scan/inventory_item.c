#include "inventory_item.h"

#include "base/escape.h"
#include "sys/pcsc.h"
#include "sys/pcsc_error.h"

#include <stdio.h>
#include <string.h>

enum { PROTOCOLS = 16 };

static void put_safe(const char *text)
{
	char safe[2048];

	escape_terminal(safe, sizeof safe, text, strlen(text));
	fputs(safe, stdout);
}

static void put_line(const char *key, const char *text)
{
	if (text[0] == '\0')
		return;
	printf("  %s: ", key);
	put_safe(text);
	fputc('\n', stdout);
}

static void put_protocols(const struct item *item)
{
	const char *between = "  protocols: ";

	for (unsigned t = 0; t < PROTOCOLS; t++)
		if (item->protocols >> t & 1) {
			printf("%sT=%u", between, t);
			between = ", ";
		}
	if (item->protocols != 0)
		fputc('\n', stdout);
}

static bool has_pin_pad(const struct reader_features *features)
{
	return reader_features_control(features, FEATURE_VERIFY_PIN_DIRECT) != 0 ||
	       reader_features_control(features, FEATURE_VERIFY_PIN_START) != 0;
}

static void put_features(const struct item *item)
{
	const char *between = "  features: ";

	for (size_t i = 0; i < item->features.count; i++) {
		const char *name = reader_feature_name(item->features.list[i].tag);

		if (name != NULL)
			printf("%s%s", between, name);
		else
			printf("%s0x%02X", between, item->features.list[i].tag);
		between = ", ";
	}
	if (item->features.count > 0)
		fputc('\n', stdout);
}

static void put_properties(const struct item *item)
{
	const struct reader_properties *is = &item->properties;

	if (item->has_features)
		printf("  PIN pad: %s", has_pin_pad(&item->features) ? "yes" : "no");
	if (item->has_features && is->max_pin != 0)
		printf(", %u to %u digits", is->min_pin, is->max_pin);
	if (item->has_features)
		fputc('\n', stdout);
	if (is->has_lines && is->lines == 0)
		puts("  display: no");
	else if (is->has_lines && is->has_characters)
		printf("  display: %u lines of %u characters\n", is->lines, is->characters);
	if (is->has_max_apdu && is->max_apdu == 0)
		puts("  longest APDU: short ones only");
	else if (is->has_max_apdu)
		printf("  longest APDU: %u bytes of data\n", is->max_apdu);
}

static void put_users(const struct item *item)
{
	char words[400];

	if (item->users == NULL)
		return;
	process_words(item->users, words, sizeof words);
	put_line("in use", words[0] == '\0'         ? "by a program that is not seen from here"
	                   : item->users->count > 1 ? "by some of the programs that use PC/SC"
	                                            : "by the only program that is seen to use PC/SC");
	put_line(item->users->count > 1 ? "programs" : "program", words);
}

void item_text(const struct item *item, const struct palette *palette)
{
	printf("%zu: %s", item->index, palette->on[ROLE_READER]);
	put_safe(item->state->name);
	printf("%s\n", palette->off[ROLE_READER]);
	if (item->slot >= 0)
		printf("  slot: %d\n", item->slot);
	put_line("vendor", item->vendor);
	put_line("type", item->type);
	put_line("serial number", item->serial);
	put_line("firmware", item->firmware);
	if (item->usb_vendor != 0)
		printf("  USB: %04X:%04X\n", item->usb_vendor, item->usb_product);
	put_line("driver", item->driver);
	put_protocols(item);
	put_properties(item);
	put_features(item);
	put_users(item);
	if (item->code != PCSC_OK)
		printf("  more: cannot be asked: %s (%s)\n", pcsc_error_text(item->code),
		       pcsc_error_name(item->code));
}

static void json_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	if (text[0] == '\0')
		json_put_null(json);
	else
		json_put_text(json, text, strlen(text));
}

static void json_number(struct json *json, const char *key, bool known, int64_t number)
{
	json_key(json, key);
	if (known)
		json_put_integer(json, number);
	else
		json_put_null(json);
}

static void json_protocols(const struct item *item, struct json *json)
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

static void json_features(const struct item *item, struct json *json)
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
		json_text(json, "name", name != NULL ? name : "");
		json_end(json);
	}
	json_end(json);
}

static void json_properties(const struct item *item, struct json *json)
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

static void json_users(const struct item *item, struct json *json)
{
	json_key(json, "in_use");
	json_put_bool(json, item->users != NULL);
	json_key(json, "users");
	json_begin_array(json);
	for (size_t i = 0; item->users != NULL && i < item->users->count; i++) {
		json_begin_object(json);
		json_key(json, "pid");
		json_put_integer(json, item->users->processes[i].id);
		json_text(json, "name", item->users->processes[i].name);
		json_end(json);
	}
	json_end(json);
}

void item_json(const struct item *item, struct json *json)
{
	char usb[12] = "";

	if (item->usb_vendor != 0)
		snprintf(usb, sizeof usb, "%04X:%04X", item->usb_vendor, item->usb_product);
	json_begin_object(json);
	json_number(json, "schema", true, 1);
	json_number(json, "index", true, (int64_t)item->index);
	json_text(json, "name", item->state->name);
	json_number(json, "slot", item->slot >= 0, item->slot);
	json_text(json, "vendor", item->vendor);
	json_text(json, "type", item->type);
	json_text(json, "serial", item->serial);
	json_text(json, "firmware", item->firmware);
	json_text(json, "usb", usb);
	json_text(json, "driver", item->driver);
	json_protocols(item, json);
	json_features(item, json);
	json_properties(item, json);
	json_users(item, json);
	json_text(json, "error", item->code != PCSC_OK ? pcsc_error_name(item->code) : "");
	json_end(json);
	json_write(json, stdout);
}
