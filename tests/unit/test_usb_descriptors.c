/* reader/usb_descriptors and reader/ccid_check: which interfaces of a device are readers, and what
 * is wrong with them. */
#include "test.h"
#include "usb_device.h"

#include "reader/ccid_check.h"

static struct usb_bytes device;
static struct usb_descriptors descriptors;
static struct usb_interface_descriptor interface;
static struct ccid_problems problems;

static void start(void)
{
	assert_true(usb_descriptors_start(&descriptors, device.bytes, device.length));
}

static bool next(void)
{
	return usb_descriptors_next(&descriptors, &interface);
}

static void one_reader(void **state)
{
	(void)state;
	usb_device(&device);
	usb_configuration(&device, 1, 0xA0);
	usb_interface(&device, 0, 0x0B, 0);
	usb_ccid(&device);
	usb_endpoints(&device);
	start();
	assert_true(next());
	assert_int_equal(interface.configuration, 1);
	assert_true(interface.wakes);
	assert_int_equal(interface.class, USB_CLASS_CCID);
	assert_int_equal(interface.offset, 18 + 9);
	assert_int_equal(interface.ccid_offset, 18 + 9 + 9);
	assert_int_equal(interface.ccid_length, CCID_LENGTH);
	assert_int_equal(interface.endpoints, USB_BULK_IN | USB_BULK_OUT | USB_INTERRUPT_IN);
	assert_int_equal(interface.bulk_out_size, 64);
	assert_false(next());
	assert_false(descriptors.broken);
}

/* A keyboard whose HID descriptor has the type of a CCID one; a reader whose class descriptor
 * follows its endpoints; an alternate setting of it; and a token of the vendor's class and type in
 * another configuration. */
static void composite(void **state)
{
	(void)state;
	usb_device(&device);
	usb_configuration(&device, 1, 0x80);
	usb_interface(&device, 0, 3, 1);
	USB_ADD(&device, 9, 0x21, 0x11, 0x01, 0, 1, 0x22, 63, 0);
	usb_interface(&device, 1, 0x0B, 0);
	usb_endpoints(&device);
	usb_ccid(&device);
	USB_ADD(&device, 9, 4, 1, 1, 0, 0x0B, 0, 0, 0);
	usb_ccid(&device);
	usb_configuration(&device, 2, 0x80);
	usb_interface(&device, 0, 0xFF, ICCD_CONTROL_A);
	USB_ADD(&device, 3, 0xFF, 0);
	usb_ccid(&device)[1] = CCID_TYPE_VENDOR;
	start();
	assert_true(next());
	assert_int_equal(interface.number, 1);
	assert_int_equal(interface.configuration, 1);
	assert_int_equal(interface.bulk_out_size, 64);
	assert_non_null(interface.ccid);
	assert_true(next());
	assert_int_equal(interface.number, 0);
	assert_int_equal(interface.configuration, 2);
	assert_int_equal(interface.class, USB_CLASS_VENDOR);
	assert_int_equal(interface.protocol, ICCD_CONTROL_A);
	assert_non_null(interface.ccid);
	assert_int_equal(interface.ccid[1], CCID_TYPE_VENDOR);
	assert_int_equal(interface.endpoints, 0);
	assert_false(next());
}

/* Truncated anywhere, nothing past the end is read. */
static void truncated(void **state)
{
	(void)state;
	usb_device(&device);
	usb_configuration(&device, 1, 0x80);
	usb_interface(&device, 0, 0x0B, 0);
	usb_ccid(&device);
	usb_endpoints(&device);
	for (size_t length = 0; length < device.length; length++) {
		bool whole = length >= 18;

		assert_int_equal(usb_descriptors_start(&descriptors, device.bytes, length), whole);
		assert_int_equal(next(), length >= 18 + 9 + 9);
		if (length >= 18 + 9 + 9 + 2)
			assert_int_equal(interface.ccid_length,
			                 length - 36 < 54 ? length - 36 : 54);
		assert_int_equal(descriptors.broken,
		                 length != 18 && length != 27 && length != 36 && length != 90 &&
		                         length != 97 && length != 104);
	}
	device.bytes[18] = 0; /* an invalid length */
	start();
	assert_false(next());
	assert_true(descriptors.broken);
	assert_int_equal(descriptors.broken_at, 18);
	device.bytes[1] = 2;
	assert_false(usb_descriptors_start(&descriptors, device.bytes, device.length));
	assert_false(next());
}

/* Writes the codes of the problems of a reader whose byte at offset has this value. */
static const char *codes(size_t offset, uint8_t value)
{
	static char out[200];
	struct ccid ccid;

	usb_device(&device);
	usb_configuration(&device, 1, 0x80);
	usb_interface(&device, 0, 0x0B, 0);
	usb_ccid(&device)[offset] = value;
	usb_endpoints(&device);
	start();
	assert_true(next());
	ccid_read(&ccid, interface.ccid, interface.ccid_length);
	problems.count = 0;
	ccid_check(&problems, &interface, &ccid);
	out[0] = '\0';
	for (size_t i = 0; i < problems.count; i++)
		snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", i > 0 ? " " : "",
		         problems.list[i].kind->code);
	return out;
}

static void contradictions(void **state)
{
	static const struct {
		size_t offset;
		uint8_t value;
		const char *codes;
	} cases[] = {
		{0, 0x36, ""},
		{1, 0x22, "ccid-missing"},
		{2, 0x1A, "version-invalid"},
		{5, 0x00, "voltage-none"},
		{5, 0x0F, "voltage-reserved"},
		{6, 0x00, "protocol-none"},
		{8, 0x01, "protocol-reserved"},
		{15, 0x0E, "clock-order"},
		{11, 0x3E, "clock-order clock-activation rate-default"},
		{21, 0x07, "rate-order rate-default"},
		{20, 0x20, "rate-default"},
		{28, 0x10, "ifsd-missing"},
		{29, 0x04, "ifsd-large"},
		{42, 0x03, "levels"},
		{40, 0xFA, "negotiation"},
		{42, 0x04, ""},
		{42, 0x11, "wake-up"},
		{45, 0x00, "message-short"},
		{50, 0x10, "lcd"},
		{52, 0x04, "pin-reserved"},
		{53, 0x00, "busy-none"},
		{53, 0x02, "busy-many"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_string_equal(codes(cases[i].offset, cases[i].value), cases[i].codes);
}

static void tokens(void **state)
{
	struct ccid ccid;

	(void)state;
	problems.count = 0;
	interface = (struct usb_interface_descriptor){
		.class = USB_CLASS_CCID, .protocol = ICCD_CONTROL_B, .endpoints = USB_BULK_IN};
	ccid = (struct ccid){.length = CCID_LENGTH,
	                     .value = {CCID_LENGTH, CCID_TYPE, 0x0110, 1, 1, 2}};
	ccid.value[CCID_FEATURES] = CCID_USB_ICC | CCID_LEVEL_SHORT;
	ccid.value[CCID_MAX_BUSY_SLOTS] = 1;
	interface.ccid = device.bytes;
	interface.ccid_length = CCID_LENGTH;
	ccid_check(&problems, &interface, &ccid);
	assert_int_equal(problems.count, 2);
	assert_string_equal(problems.list[0].kind->code, "token-slots");
	assert_string_equal(problems.list[1].kind->code, "token-endpoints");
	/* The same for a reader: what a token may omit, about clocks and more, is missing here. */
	interface.protocol = 3;
	interface.endpoints = 0;
	ccid.value[CCID_FEATURES] = CCID_LEVEL_SHORT;
	problems.count = 0;
	ccid_check(&problems, &interface, &ccid);
	assert_int_equal(problems.count, 4);
	assert_string_equal(problems.list[0].kind->code, "clock-activation");
	assert_string_equal(problems.list[1].kind->code, "ifsd-missing");
	assert_string_equal(problems.list[2].kind->code, "apdu-configuration");
	assert_string_equal(problems.list[3].kind->code, "protocol-unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_reader), cmocka_unit_test(composite),
		cmocka_unit_test(truncated),  cmocka_unit_test(contradictions),
		cmocka_unit_test(tokens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
