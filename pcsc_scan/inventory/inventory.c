#include "pcsc_scan/inventory/inventory.h"

#include "base/bytes.h"
#include "app/card_fit.h"
#include "app/reader_ccid.h"
#include "pcsc_scan/inventory/inventory_item.h"
#include "sys/memory.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* PC/SC part 3, 3.1.1; reader.h of pcsc-lite */
enum {
	ATTRIBUTE_VENDOR_NAME = 0x00010100,
	ATTRIBUTE_VENDOR_IFD_TYPE = 0x00010101,
	ATTRIBUTE_VENDOR_IFD_VERSION = 0x00010102, /* MMmmbbbb */
	ATTRIBUTE_VENDOR_IFD_SERIAL_NO = 0x00010103,
	ATTRIBUTE_ASYNC_PROTOCOL_TYPES = 0x00030120,
};

struct inventory {
	struct scan_options *options;
	const char *root;
	struct pcsc *pcsc;
	struct reader_names names;
	struct process_list users;
	struct usb_readers usb;
	struct json *json; /* NULL: text */
	struct pcsc_offers offers;
	struct pcsc_versions versions;
};

static bool read_text(struct card *card, uint32_t tag, char *text)
{
	uint8_t bytes[CARD_ATTRIBUTE_MAX];
	size_t length = sizeof bytes;

	if (card->attribute(card->self, tag, bytes, &length) != PCSC_OK)
		length = 0;
	if (length > 0)
		memcpy(text, bytes, length);
	text[length] = '\0';
	return text[0] != '\0';
}

/* The features that describe the PIN pad and the display, newest first. */
static const struct {
	uint8_t feature;
	void (*parse)(struct reader_properties *, const uint8_t *bytes, size_t length);
} properties[] = {
	{FEATURE_GET_TLV_PROPERTIES, reader_properties_parse},
	{FEATURE_IFD_DISPLAY_PROPERTIES, reader_display_parse},
	{FEATURE_IFD_PIN_PROPERTIES, reader_pin_parse},
};

static void read_features(struct card *card, struct inventory_item *item)
{
	uint8_t answer[600];
	size_t length = sizeof answer;

	if (card->control(card->self, pcsc_control_code(FEATURE_REQUEST), NULL, 0, answer,
	                  &length) != PCSC_OK)
		return;
	item->has_features = true;
	reader_features_parse(&item->features, answer, length);
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		uint32_t control = reader_features_control(&item->features, properties[i].feature);

		length = sizeof answer;
		if (control != 0 && !item->properties.has_lines &&
		    card->control(card->self, control, NULL, 0, answer, &length) == PCSC_OK)
			properties[i].parse(&item->properties, answer, length);
	}
}

static void read_firmware(struct card *card, struct inventory_item *item)
{
	uint32_t version;

	if (item->properties.firmware[0] != '\0')
		memcpy(item->firmware, item->properties.firmware, sizeof item->properties.firmware);
	else if (reader_number(card, ATTRIBUTE_VENDOR_IFD_VERSION, &version))
		snprintf(item->firmware, sizeof item->firmware, "%u.%02u.%u", version >> 24,
		         version >> 16 & 0xFF, version & 0xFFFF);
}

static void read_device(const struct inventory *inventory, struct card *card,
                        struct inventory_item *item)
{
	struct driver driver;

	item->usb = reader_on_usb(&inventory->usb, item->state->name, card, item->properties.vendor,
	                          item->properties.product);
	item->usb_vendor = item->properties.vendor;
	item->usb_product = item->properties.product;
	if (item->usb_vendor == 0 && item->usb != NULL) {
		item->usb_vendor = item->usb->device->vendor;
		item->usb_product = item->usb->device->product;
	}
	if (item->usb_vendor == 0)
		return;
	drivers_find(inventory->root, "", item->usb_vendor, item->usb_product, &driver, NULL);
	memcpy(item->driver, driver.words, sizeof item->driver);
}

static uint32_t ask_reader(const struct inventory *inventory, struct inventory_item *item)
{
	struct card *card = pcsc_card_new(inventory->pcsc, item->state->name);
	uint32_t protocols;

	if (card == NULL)
		return PCSC_E_NO_MEMORY;
	uint32_t code = card->connect(card->self, CARD_DIRECT, CARD_NONE);
	if (code == PCSC_OK) {
		read_text(card, ATTRIBUTE_VENDOR_NAME, item->vendor);
		read_text(card, ATTRIBUTE_VENDOR_IFD_TYPE, item->type);
		read_text(card, ATTRIBUTE_VENDOR_IFD_SERIAL_NO, item->serial);
		item->has_protocols =
			reader_number(card, ATTRIBUTE_ASYNC_PROTOCOL_TYPES, &protocols);
		item->protocols = item->has_protocols ? protocols : 0;
		read_features(card, item);
		read_firmware(card, item);
		read_device(inventory, card, item);
	} else {
		item->usb = usb_readers_named(&inventory->usb, item->state->name, 0, 0);
	}
	pcsc_card_free(&card);
	return pcsc_is_lost(inventory->pcsc) ? PCSC_NO_RESPONSE : code;
}

/* Names of pcsc-lite end in the numbers of reader and slot, " 00 01". */
static int slot_of(const char *name)
{
	size_t length = strlen(name);
	const char *end = name + (length > 6 ? length - 6 : length);

	if (end[0] != ' ' || end[3] != ' ' || hex_digit(end[1]) < 0 || hex_digit(end[2]) < 0 ||
	    hex_digit(end[4]) < 0 || hex_digit(end[5]) < 0)
		return -1;
	return hex_digit(end[4]) << 4 | hex_digit(end[5]);
}

/* Opens a context, in place of the old one if a driver hung in it: the other readers can still be
 * used. */
static uint32_t open_service(struct inventory *inventory)
{
	const struct scan_options *options = inventory->options;
	struct pcsc_limit limit = {.ms = PCSC_LIMIT_MS, .controls = true};

	if (options->has_limit && options->limit_ms > limit.ms)
		limit.ms = (unsigned)options->limit_ms;
	pcsc_close(&inventory->pcsc);
	return pcsc_open(&inventory->pcsc, limit);
}

/* Returns how well the card in the reader suits it; NULL if it cannot be determined. */
static const struct fit *compare_card(const struct inventory_item *item, struct fit *fit)
{
	const struct reader_state *state = item->state;
	struct atr_report report = {0};
	struct ccid reader;

	if (state->atr_length == 0 || item->usb == NULL ||
	    !usb_reader_ccid(item->usb, state->name, &reader))
		return NULL;
	atr_report_values(&report, state->atr, state->atr_length, ATR_CLOCK_DEFAULT);
	card_fit(&report, fit, &reader, state->name, true);
	atr_report_free(&report);
	return fit;
}

static uint32_t show_reader(struct inventory *inventory, size_t index)
{
	struct reader_state state = {0};
	struct fit fit;
	struct inventory_item item = {.index = index,
	                              .state = &state,
	                              .offers = &inventory->offers,
	                              .versions = &inventory->versions};

	memcpy(state.name, inventory->names.names[index], sizeof state.name);
	uint32_t code = pcsc_status_change(inventory->pcsc, &state, 1, 0);
	item.slot = slot_of(state.name);
	if (state.bits & (READER_INUSE | READER_EXCLUSIVE))
		item.users = &inventory->users;
	item.code = code == PCSC_NO_RESPONSE ? code : ask_reader(inventory, &item);
	item.fit = compare_card(&item, &fit);
	if (inventory->json != NULL)
		inventory_item_json(&item, inventory->json);
	else
		inventory_item_text(
			&item,
			&(struct layout){.palette = term_palette(inventory->options->common.color,
		                                                 STDOUT_FILENO),
		                         .width = term_width(STDOUT_FILENO)});
	return item.code;
}

static enum status show_wanted(struct inventory *inventory)
{
	struct filter *filter = &inventory->options->filter;
	const struct reader_names *names = &inventory->names;
	const struct reader_row row = {names->names[0], sizeof names->names[0], names->count};

	enum status status =
		reader_report_matches(&row, filter->reader.wanted, filter_update(filter, &row));
	if (status != STATUS_YES)
		return status;
	for (size_t i = 0; i < names->count; i++) {
		if (!filter_wants_reader(filter, i, names->names[i]))
			continue;
		uint32_t code = show_reader(inventory, i);
		if (code != PCSC_NO_RESPONSE)
			continue;
		pcsc_error_report(names->names[i], code);
		status = STATUS_TROUBLE;
		if (open_service(inventory) != PCSC_OK)
			break;
	}
	return status;
}

static int show_all(struct inventory *inventory)
{
	uint32_t code = open_service(inventory);

	if (code == PCSC_OK)
		code = pcsc_readers(inventory->pcsc, &inventory->names);
	if (code == PCSC_OK && inventory->json != NULL) {
		code = pcsc_offers_ask(inventory->pcsc, &inventory->offers);
		inventory->versions = pcsc_versions_ask();
	}
	if (code == PCSC_OK && inventory->names.count == 0) {
		if (inventory->json == NULL)
			puts("No reader found.");
		code = PCSC_E_NO_READERS_AVAILABLE;
	}
	if (code != PCSC_OK) {
		pcsc_error_report(NULL, code);
		return STATUS_TROUBLE;
	}
	usb_readers_find(inventory->root, "", &inventory->usb);
	process_using_pcsc(inventory->root, &inventory->users);
	enum status status = show_wanted(inventory);
	/* An attribute that failed because the service stopped would look as if the reader did not
	 * have it. */
	code = status == STATUS_YES ? pcsc_readers(inventory->pcsc, &inventory->names) : PCSC_OK;
	if (code == PCSC_OK)
		return (int)status;
	pcsc_error_report(NULL, code);
	return STATUS_TROUBLE;
}

int inventory_run(struct scan_options *options)
{
	struct inventory inventory = {.options = options,
	                              .root = options_root_of(&options->common)};
	int status = STATUS_TROUBLE;

	if (options->common.json)
		inventory.json = json_new();
	if (options->common.json && inventory.json == NULL)
		memory_ran_out();
	else
		status = show_all(&inventory);
	(void)memory_sufficed(json_is_whole(inventory.json));
	json_free(&inventory.json);
	usb_readers_free(&inventory.usb);
	process_list_free(&inventory.users);
	reader_names_free(&inventory.names);
	pcsc_close(&inventory.pcsc);
	return status;
}
