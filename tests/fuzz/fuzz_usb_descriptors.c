/* What the kernel shows of a USB device: any bytes. */
#include "reader/ccid_check.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void describe(const struct ccid *ccid)
{
	struct words words;

	for (unsigned i = 0; i < CCID_FIELD_COUNT; i++) {
		words = (struct words){0};
		ccid_field_text(&words, ccid, i);
		assert(words.length > 0);
	}
	for (unsigned ta1 = 0; ta1 < 0x100; ta1++)
		ccid_ta1_rate(ccid, ta1);
}

static void check(const struct problem *problem, size_t size)
{
	char text[160];

	assert(problem->offset < size);
	assert(problem_text(problem, text, sizeof text) < sizeof text - 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct usb_descriptors descriptors;
	struct usb_interface_descriptor interface;
	struct ccid_problems problems = {0};
	struct ccid ccid;
	size_t count = 0;

	usb_descriptors_start(&descriptors, data, size);
	while (usb_descriptors_next(&descriptors, &interface)) {
		assert(++count <= size / 9);
		assert(interface.ccid_length <= size - interface.ccid_offset);
		ccid_read(&ccid, interface.ccid, interface.ccid_length);
		ccid_check(&problems, &interface, &ccid);
		describe(&ccid);
	}
	ccid_check_end(&problems, &descriptors);
	for (size_t i = 0; size > 0 && i < problems.count; i++)
		check(&problems.list[i], size);
	return 0;
}
