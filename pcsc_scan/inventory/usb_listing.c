#include "pcsc_scan/inventory/usb_listing.h"

#include "app/reader_ccid.h"
#include "pcsc_scan/doctor/place.h"
#include "pcsc_scan/inventory/inventory_item.h"
#include "pcsc_scan/inventory/usb_item.h"
#include "render/json_member.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/usb.h"

#include <stdio.h>
#include <unistd.h>

struct listing {
	const struct scan_options *options;
	struct usb_readers readers;
	struct layout layout;
	struct json *json; /* NULL: text */
};

static int no_usb(const char *root)
{
	struct place place;

	place_find(root, &place);
	message_error("--usb: %s", usb_missing);
	if (place.kind == PLACE_SYSTEM)
		message_hint("sysfs shows them on Linux, where it is mounted and USB is supported");
	else if (place.kind == PLACE_WSL)
		message_hint("usbipd-win attaches a reader to WSL: \"usbipd list\" on Windows");
	else
		message_hint("run it on the host: this container or sandbox hides them");
	return STATUS_TROUBLE;
}

static void show_reader(const struct listing *listing, const struct usb_reader *reader)
{
	if (listing->json != NULL) {
		json_begin_object(listing->json);
		json_member_integer(listing->json, "schema", 1);
		usb_item_json(reader, listing->json);
		json_end(listing->json);
		json_write(listing->json, stdout);
		return;
	}
	inventory_item_head((size_t)(reader - listing->readers.readers),
	                    reader->name[0] != '\0' ? reader->name : "(no name)", &listing->layout);
	usb_item_text(reader, &listing->layout, 2, listing->options->verbose);
}

static int show_wanted(const struct listing *listing)
{
	const char *wanted = listing->options->filter.reader.wanted;
	const struct usb_reader *reader;

	if (wanted != NULL) {
		enum status status = usb_reader_choose(&listing->readers, wanted, &reader);

		if (status == STATUS_YES)
			show_reader(listing, reader);
		return (int)status;
	}
	for (size_t i = 0; i < listing->readers.count; i++)
		show_reader(listing, &listing->readers.readers[i]);
	if (listing->readers.count > 0)
		return STATUS_YES;
	if (listing->json == NULL)
		puts("No reader found.");
	return STATUS_NO;
}

int usb_listing_run(const struct scan_options *options)
{
	const char *root = options_root_of(&options->common);
	struct listing listing = {
		.options = options,
		.layout = {.palette = term_palette(options->common.color, STDOUT_FILENO),
	                   .width = term_width(STDOUT_FILENO)},
		.json = options->common.json ? json_new() : NULL,
	};
	int status;

	if (options->common.json && !memory_sufficed(listing.json != NULL))
		return STATUS_TROUBLE;
	status =
		usb_readers_find(root, "", &listing.readers) ? show_wanted(&listing) : no_usb(root);
	(void)memory_sufficed(json_is_whole(listing.json));
	json_free(&listing.json);
	usb_readers_free(&listing.readers);
	return status;
}
