#include "app/reader_ccid.h"

#include "base/fold.h"
#include "base/num.h"
#include "sys/message.h"

#include <stdio.h>
#include <string.h>

/* PC/SC part 3, 3.1.1: DDDDCCCC, where DDDD is the type of the reader's connection. */
enum { ATTRIBUTE_CHANNEL_ID = 0x00020110, CHANNEL_USB = 0x0020 };

bool reader_number(struct card *card, uint32_t tag, uint32_t *number)
{
	uint8_t bytes[sizeof(uint64_t)];
	size_t length = sizeof bytes;
	uint64_t wide;

	if (card->attribute(card->self, tag, bytes, &length) != 0)
		return false;
	if (length == sizeof wide) {
		memcpy(&wide, bytes, sizeof wide);
		*number = (uint32_t)wide;
		return true;
	}
	if (length != sizeof *number)
		return false;
	memcpy(number, bytes, sizeof *number);
	return true;
}

const struct usb_reader *reader_on_usb(const struct usb_readers *usb, const char *name,
                                       struct card *card, uint16_t vendor, uint16_t product)
{
	uint32_t channel;

	if (card != NULL && reader_number(card, ATTRIBUTE_CHANNEL_ID, &channel) &&
	    channel >> 16 == CHANNEL_USB)
		return usb_readers_at(usb, channel >> 8 & 0xFF, channel & 0xFF);
	return usb_readers_named(usb, name, vendor, product);
}

static bool has_part(const char *name, const char *part)
{
	return fold_has(name, strlen(name), part, strlen(part));
}

static bool is_meant(const struct usb_reader *reader, const char *wanted)
{
	for (size_t i = 0; i < reader->interface_count; i++)
		if (reader->interfaces[i].kernel != NULL &&
		    has_part(reader->interfaces[i].kernel->name, wanted))
			return true;
	return has_part(reader->name, wanted) || has_part(reader->driver.reader, wanted);
}

/* Finds a reader by its index, or by a full name that only one reader has, its USB name or the one
 * the service uses. */
static const struct usb_reader *find_exactly(const struct usb_readers *usb, const char *wanted)
{
	const struct usb_reader *found = NULL;
	uint64_t number;

	if (num_decimal(span_of(wanted), SIZE_MAX, &number) && number < usb->count)
		return &usb->readers[number];
	for (size_t i = 0; i < usb->count; i++) {
		if (strcmp(usb->readers[i].name, wanted) != 0)
			continue;
		if (found != NULL)
			return NULL;
		found = &usb->readers[i];
	}
	return found != NULL ? found : usb_readers_named(usb, wanted, 0, 0);
}

static enum status refuse_choice(const struct usb_readers *usb, const char *wanted, size_t found)
{
	if (found == 0) {
		message_error("no USB reader matches \"%s\"", wanted);
		message_hint("\"pcsc_scan --usb\" lists them");
		return STATUS_TROUBLE;
	}
	message_error("\"%s\" matches %zu USB readers", wanted, found);
	for (size_t i = 0; i < usb->count; i++)
		if (is_meant(&usb->readers[i], wanted))
			message_hint("%zu: %s", i, usb->readers[i].name);
	return STATUS_INPUT;
}

enum status usb_reader_choose(const struct usb_readers *usb, const char *wanted,
                              const struct usb_reader **reader)
{
	size_t found = 1;

	*reader = find_exactly(usb, wanted);
	if (*reader == NULL) {
		found = 0;
		for (size_t i = 0; i < usb->count; i++)
			if (is_meant(&usb->readers[i], wanted) && ++found == 1)
				*reader = &usb->readers[i];
	}
	return found == 1 ? STATUS_YES : refuse_choice(usb, wanted, found);
}

/* Adds another descriptor that may be the reader's; returns false if it differs from the others. */
static bool add_ccid(struct ccid *ccid, bool *found, const struct ccid *one)
{
	if (*found && memcmp(one, ccid, sizeof *ccid) != 0)
		return false;
	*ccid = *one;
	*found = true;
	return true;
}

/* pcscd includes the interface string in brackets in the reader name; users may give part of it. */
static bool is_named(const struct usb_reader_interface *interface, const char *name)
{
	char bracketed[USB_TEXT_MAX + 2];

	if (interface->kernel == NULL || interface->kernel->name[0] == '\0')
		return false;
	snprintf(bracketed, sizeof bracketed, "[%s]", interface->kernel->name);
	return strstr(name, bracketed) != NULL || has_part(interface->kernel->name, name);
}

/* Stores the descriptor of all interfaces, or of those that match name. */
static bool take_ccid(const struct usb_reader *reader, const char *name, struct ccid *ccid)
{
	bool found = false;

	for (size_t i = 0; i < reader->interface_count; i++) {
		const struct usb_reader_interface *interface = &reader->interfaces[i];

		if (interface->ccid.length == 0 || (name != NULL && !is_named(interface, name)))
			continue;
		if (!add_ccid(ccid, &found, &interface->ccid))
			return false;
	}
	return found;
}

/* A device with a contact and a contactless slot may have one interface for each. */
bool usb_reader_ccid(const struct usb_reader *reader, const char *name, struct ccid *ccid)
{
	return take_ccid(reader, NULL, ccid) || take_ccid(reader, name, ccid);
}

/* Of several identical readers it does not matter which one is found. */
static bool ccid_by_name(const struct usb_readers *usb, const char *name, struct ccid *ccid)
{
	size_t longest = 0;
	struct ccid one;
	bool found = false;

	for (size_t i = 0; i < usb->count; i++) {
		const char *kind = usb->readers[i].driver.reader;

		if (usb_reader_name_is(name, kind) && strlen(kind) > longest)
			longest = strlen(kind);
	}
	for (size_t i = 0; i < usb->count; i++) {
		const struct usb_reader *reader = &usb->readers[i];

		if (longest == 0 || strlen(reader->driver.reader) != longest ||
		    !usb_reader_name_is(name, reader->driver.reader))
			continue;
		if (!usb_reader_ccid(reader, name, &one) || !add_ccid(ccid, &found, &one))
			return false;
	}
	return found;
}

bool reader_ccid_among(const struct usb_readers *usb, const char *name, struct card *card,
                       struct ccid *ccid)
{
	const struct usb_reader *reader = reader_on_usb(usb, name, card, 0, 0);

	return reader != NULL ? usb_reader_ccid(reader, name, ccid) : ccid_by_name(usb, name, ccid);
}

bool reader_ccid(const char *root, const char *name, struct card *card, struct ccid *ccid)
{
	struct usb_readers usb;
	bool found = usb_readers_find(root, "", &usb) && reader_ccid_among(&usb, name, card, ccid);

	usb_readers_free(&usb);
	return found;
}
