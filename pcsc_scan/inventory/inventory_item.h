/* A reader of the inventory, as text and as JSON. */
#ifndef PCSC_SCAN_INVENTORY_INVENTORY_ITEM_H
#define PCSC_SCAN_INVENTORY_INVENTORY_ITEM_H

#include "base/card.h"
#include "base/reader_state.h"
#include "reader/fit.h"
#include "reader/reader_features.h"
#include "app/usb_readers.h"
#include "render/render_atr.h"
#include "render/json.h"
#include "sys/pcsc/pcsc_offers.h"
#include "sys/process/process.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INVENTORY_TEXT_MAX = CARD_ATTRIBUTE_MAX + 1 };

/* What the driver does not report is "", negative or false. */
struct inventory_item {
	size_t index;
	const struct reader_state *state;
	uint32_t code; /* the PC/SC error that kept the reader from being asked; PCSC_OK */
	int slot;
	char vendor[INVENTORY_TEXT_MAX], type[INVENTORY_TEXT_MAX],
		serial[INVENTORY_TEXT_MAX]; /* untrusted */
	char firmware[INVENTORY_TEXT_MAX];
	uint16_t usb_vendor, usb_product;
	const struct usb_reader *usb; /* the device; NULL: unknown */
	char driver[DRIVER_WORDS_MAX];
	bool has_protocols;
	unsigned protocols; /* bit n: T=n */
	bool has_features;
	struct reader_features features;
	struct reader_properties properties;
	const struct fit *fit;            /* of the card in it; NULL: none, or not known */
	const struct pcsc_offers *offers; /* of the service */
	const struct pcsc_versions *versions;
	/* Programs that may use it: the service does not report which program uses which reader.
	 * NULL: nobody uses it. */
	const struct process_list *users;
};

/* Prints the line that a description begins with: "0: NAME". */
void inventory_item_head(size_t index, const char *name, const struct layout *layout);
/* Print the description to standard output. */
void inventory_item_text(const struct inventory_item *item, const struct layout *layout);
void inventory_item_json(const struct inventory_item *item, struct json *json);

#endif
