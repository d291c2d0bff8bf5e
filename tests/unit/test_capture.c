/* capture/: decodes records that follow the standards' tables. */
#include "no_memory.h"

#include "base/bytes.h"
#include "base/card.h"
#include "capture/capture_decoder.h"
#include "capture/capture_encoder.h"
#include "capture/capture_text.h"
#include "capture/ccid_message.h"
#include "capture/t1_blocks.h"
#include "capture/usb_record.h"

#include <stdlib.h>

/* --- the capture as its text --- */

static struct text got;
static struct capture_decoder *decoder;

static void take_event(void *self, const struct capture_event *event)
{
	(void)self;
	capture_text_add(&got, event);
}

/* Collects the records of a test, each preceded by its link type and length. */
static struct text records;

static void put_record(int link, const uint8_t *bytes, size_t length)
{
	text_add(&records, (const char *)&link, sizeof link);
	text_add(&records, (const char *)&length, sizeof length);
	text_add(&records, (const char *)bytes, length);
	capture_decoder_take(decoder, link, bytes, length);
}

static int begin(void **state)
{
	(void)state;
	decoder = capture_decoder_new((struct capture_sink){.take = take_event});
	return decoder == NULL;
}

static void put_event(void *self, const struct capture_event *event)
{
	capture_text_add(self, event);
}

static bool decode_again(const void *subject, struct text *out)
{
	const struct text *all = subject;
	struct capture_decoder *again =
		capture_decoder_new((struct capture_sink){.self = out, .take = put_event});
	size_t length;
	int link;

	if (again == NULL)
		return false;
	for (size_t at = 0; at < all->length; at += length) {
		memcpy(&link, all->data + at, sizeof link);
		memcpy(&length, all->data + at + sizeof link, sizeof length);
		at += sizeof link + sizeof length;
		capture_decoder_take(again, link, (const uint8_t *)all->data + at, length);
	}
	bool good = capture_decoder_end(again);
	capture_decoder_free(&again);
	return good;
}

/* Decodes the same records again, with too little memory. */
static int end(void **state)
{
	(void)state;
	capture_decoder_free(&decoder);
	no_memory(decode_again, &records);
	text_free(&records);
	text_free(&got);
	return 0;
}

#define expect(text) expect_text(text, __LINE__)
static void expect_text(const char *text, int line)
{
	assert_true(capture_decoder_end(decoder));
	if (strcmp(got.data != NULL ? got.data : "", text) != 0)
		print_error("line %d:\n%s", line, got.data != NULL ? got.data : "");
	assert_string_equal(got.data != NULL ? got.data : "", text);
	text_clear(&got);
}

static size_t hex(const char *text, uint8_t *out, size_t size)
{
	struct hex_result result = hex_read(text, strlen(text), out, size);

	assert_true(result.status == HEX_OK || result.status == HEX_EMPTY);
	return result.count;
}

/* --- records --- */

enum { OUT = 0x02, IN = 0x81 };

struct made {
	int link;
	unsigned device, endpoint, transfer;
};

/* Adds both records of a transfer with these bytes, in two pieces if cut is not 0. */
static void put_bytes(struct made made, const uint8_t *data, size_t length)
{
	static uint8_t bytes[USB_HEAD + CCID_HEAD + CCID_DATA_MAX];
	bool in = made.endpoint & 0x80;
	size_t size = made.link == LINK_USBMON_MMAPPED ? 64 : made.link == LINK_USBMON ? 48 : 27;

	for (int completed = 0; completed < 2; completed++) {
		bool carries = in == (completed == 1);
		size_t n = carries ? length : 0;

		if (made.link == LINK_USBPCAP) {
			memcpy(bytes,
			       (uint8_t[27]){
				       27, [16] = (uint8_t)completed, [17] = 1,
				       [19] = (uint8_t)made.device, [21] = (uint8_t)made.endpoint,
				       [22] = (uint8_t)made.transfer, [23] = (uint8_t)n,
				       [24] = (uint8_t)(n >> 8)},
			       27);
		} else {
			struct usb_record record = {.bus = (uint16_t)(1 + made.device / 256),
			                            .device = (uint16_t)(made.device % 256),
			                            .endpoint = (uint8_t)made.endpoint,
			                            .transfer = (uint8_t)made.transfer,
			                            .completed = completed,
			                            .length = n,
			                            .whole = n};
			usb_record_write(bytes, &record, &(struct usb_urb){.asked = 65556});
		}
		if (n > 0)
			memcpy(bytes + size, data, n);
		put_record(made.link, bytes, size + n);
	}
}

static void put(struct made made, const char *text)
{
	uint8_t data[1024];

	put_bytes(made, data, hex(text, data, sizeof data));
}

static const struct made to = {LINK_USBMON_MMAPPED, 5, OUT, USB_BULK},
			 from = {LINK_USBMON_MMAPPED, 5, IN, USB_BULK};

/* A reader on bus 1, address 5, with a card that offers only T=1 (ISO/IEC 7816-3, 8.2.3). */
static void power_t1(void)
{
	put(to, "62 00000000 00 00 000000");
	put(from, "80 05000000 00 00 000000 3B 80 01 01 80");
}

/* The exchange level in a reader's class descriptor (CCID, table 5.1-1). */
static void describe(unsigned level)
{
	uint8_t bytes[9 + 9 + 54] = {9, 2, sizeof bytes, 0, 1, 1, 0,  0x80, 50,   9,   4, 0,
	                             0, 2, 0x0B,         0, 0, 0, 54, 0x21, 0x10, 0x01};
	const struct made control = {LINK_USBMON_MMAPPED, 5, 0x80, USB_CONTROL};

	bytes[18 + 42] = (uint8_t)level;
	put_bytes(control, bytes, sizeof bytes);
}

/* --- CCID messages --- */

static void apdu_level(void **state)
{
	(void)state;
	describe(4);
	power_t1();
	/* SetParameters T=1, then a command with two time extensions. */
	put(to, "61 07000000 00 01 010000 11100045001000");
	put(from, "82 07000000 00 01 000001 11100045001000");
	put(to, "6F 05000000 00 02 000000 00A4000C00");
	put(from, "80 00000000 00 02 800500");
	put(from, "80 00000000 00 02 800A00");
	put(from, "80 02000000 00 02 000000 9000");
	put(to, "63 00000000 00 03 000000");
	put(from, "81 00000000 00 03 010000");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # parameters of T=1: 11 10 00 45 00 10 00\n"
	       "1 > 00 A4 00 0C 00\n1 # time extension 5\n1 # time extension 10\n1 < 90 00\n"
	       "1 # power off\n");
}

/* CCID, 6.1.4 and 6.2.1: wLevelParameter and bChainParameter. */
static void chaining(void **state)
{
	(void)state;
	describe(4);
	power_t1();
	put(to, "6F 04000000 00 01 000100 00DB3FFF");
	put(from, "80 00000000 00 01 000010");
	put(to, "6F 03000000 00 02 000300 000003");
	put(from, "80 00000000 00 02 000010");
	put(to, "6F 03000000 00 03 000200 010203");
	put(from, "80 02000000 00 03 000001 AABB");
	put(to, "6F 00000000 00 04 001000");
	put(from, "80 01000000 00 04 000003 CC");
	put(to, "6F 00000000 00 05 001000");
	put(from, "80 02000000 00 05 000002 9000");
	/* A command that is never completed, followed by another one. */
	put(to, "6F 04000000 00 06 000100 00DB0000");
	put(from, "80 00000000 00 06 000010");
	put(to, "6F 04000000 00 07 000000 00840000");
	put(from, "80 02000000 00 07 000000 6700");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 > 00 DB 3F FF 00 00 03 01 02 03\n1 < AA BB CC 90 00\n"
	       "1 > 00 DB 00 00\n1 > 00 84 00 00\n1 < 67 00\n");
}

/* Two slots alternate; a command fails; cards are inserted, removed (6.3.1) and reset. */
static void slots(void **state)
{
	const struct made notify = {LINK_USBMON_MMAPPED, 5, 0x83, USB_INTERRUPT};

	(void)state;
	power_t1();
	put(to, "62 00000000 01 01 010000");
	put(from, "80 04000000 01 01 000000 3B021450");
	put(to, "6F 04000000 00 02 000000 00840000");
	put(to, "6F 04000000 01 03 000000 00B00000");
	put(from, "80 02000000 01 03 000000 6D00");
	put(from, "80 00000000 00 02 42FE00");
	put(notify, "50 0E");
	put(to, "65 00000000 01 04 000000");
	put(from, "81 00000000 01 04 000000");
	put(to, "62 00000000 01 05 000000");
	put(from, "80 04000000 01 05 000000 3B021450");
	put(notify, "50 08");
	expect("# session 1 usb 1.5 slot 1\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
	       "1 > 00 B0 00 00\n1 < 6D 00\n"
	       "# session 2 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "2 > 00 84 00 00\n2 # XfrBlock failed: card mute\n2 # card removed\n"
	       "1 # card inserted\n"
	       "# session 1 usb 1.5 slot 1\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
	       "1 # card removed\n");
}

/* 6.1.8, 6.1.11 and others: their names are shown, and no PIN is. */
static void others(void **state)
{
	(void)state;
	power_t1();
	put(to, "6B 02000000 00 01 000000 0102");
	put(from, "83 03000000 00 01 000000 AABBCC");
	put(to, "6B 09000000 00 02 000000 00200001 0431323334");
	put(from, "83 02000000 00 02 000000 9000");
	/* PIN verification with a template of 8 bytes; then modification with two messages. */
	put(to,
	    "69 1C000000 00 03 000000 00 00 82 08 00 0804 02 01 0904 00 000000"
	    "00200081 08 FFFFFFFFFFFFFFFF");
	put(from, "80 02000000 00 03 000000 63C2");
	put(to,
	    "69 1A000000 00 04 000000 01 00 82 00 00 00 00 0804 00 02 02 0904 00 01 000000"
	    "00240081 02 FFFF");
	put(from, "80 02000000 00 04 000000 9000");
	put(to,
	    "69 1C000000 00 05 000000 00 00 82 08 00 0804 02 01 0904 00 000000"
	    "00200081 08 FFFFFFFFFFFFFFFF");
	put(from, "80 00000000 00 05 40EF00");
	put(to, "6E 00000000 00 06 010000");
	put(from, "81 00000000 00 06 000000");
	put(to, "6C 00000000 00 07 000000");
	put(from, "82 05000000 00 07 000000 1800000A00");
	put(to, "72 00000000 00 08 000000");
	put(from, "81 00000000 00 08 40FF00");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # escape: 01 02\n1 # escape response: AA BB CC\n"
	       "1 # escape: 00 20 00 01 04 ** ** ** **\n1 # escape response: 90 00\n"
	       "1 > 00 20 00 81 08 FF FF FF FF FF FF FF FF\n1 # PIN entered at the reader\n"
	       "1 < 63 C2\n"
	       "1 > 00 24 00 81 02 FF FF\n1 # PIN entered at the reader\n1 < 90 00\n"
	       "1 > 00 20 00 81 08 FF FF FF FF FF FF FF FF\n"
	       "1 # Secure failed: PIN entry cancelled\n"
	       "1 # IccClock\n1 # parameters of T=0: 18 00 00 0A 00\n1 # Abort failed: aborted\n");
}

/* 6.1.11: three messages for a modification. Table 6.2-2: the index of a byte, an error of the
 * manufacturer's, and one that is reserved. */
static void failures(void **state)
{
	(void)state;
	power_t1();
	put(to,
	    "69 1B000000 00 01 000000 01 00 82 00 00 00 00 0804 00 02 03 0904 00 01 02 000000"
	    "00240001 02 FFFF");
	put(from, "80 02000000 00 01 000000 9000");
	put(to, "6F 04000000 00 02 000000 00840000");
	put(from, "80 00000000 00 02 400500");
	put(to, "6F 04000000 00 03 000000 00840000");
	put(from, "80 00000000 00 03 40C000");
	put(to, "6C 00000000 00 05 000000"); /* neither T=0 nor T=1 */
	put(from, "82 05000000 00 05 000002 1800000A00");
	put(to, "73 08000000 00 04 000000 A00F0000 002A0000");
	put(from, "84 08000000 00 04 000000 A00F0000 002A0000");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 > 00 24 00 01 02 FF FF\n1 # PIN entered at the reader\n1 < 90 00\n"
	       "1 > 00 84 00 00\n1 # XfrBlock failed: byte 5 not accepted\n"
	       "1 > 00 84 00 00\n1 # XfrBlock failed: error C0\n"
	       "1 # SetDataRateAndClockFrequency\n");
}

static void messages(void **state)
{
	struct capture_decoder *none = NULL;
	struct ccid_message message;
	uint8_t bytes[16];
	char name[16], why[32];

	(void)state;
	capture_decoder_free(&none);
	assert_string_equal(ccid_message_name(0x62, name), "IccPowerOn");
	assert_string_equal(ccid_message_name(0x7F, name), "message 7F");
	assert_string_equal(ccid_message_failure(0x42, why), "byte 66 not accepted");
	assert_string_equal(ccid_message_failure(0x81, why), "error 81");
	size_t length = hex("6F 01000000 02 07 000000 AA", bytes, sizeof bytes);
	assert_true(ccid_message_read(&message, bytes, length, false));
	assert_int_equal(message.slot, 2);
	assert_int_equal(message.sequence, 7);
	assert_int_equal(message.length, 1);
	assert_int_equal(message.data[0], 0xAA);
	assert_false(ccid_message_read(&message, bytes, length, true));
	assert_false(ccid_message_read(&message, bytes, length - 1, false));
	bytes[0] = 0x7F;
	assert_false(ccid_message_read(&message, bytes, length, false));
}

/* A reader with short APDUs exchanges no blocks; reserved bytes are 00; the power-off is reported
 * once. */
static void other_levels(void **state)
{
	(void)state;
	describe(2);
	power_t1();
	put(to, "6F 08000000 00 01 000000 00 00 04 00840000 80");
	put(from, "80 06000000 00 01 000000 00 00 02 9000 92");
	put(to, "63 00000000 00 02 000001");
	put(from, "81 00000000 00 02 010000");
	for (int twice = 0; twice < 2; twice++) {
		put(to, "63 00000000 00 03 000000");
		put(from, "81 00000000 00 03 010000");
	}
	describe(3); /* no level: it is inferred */
	power_t1();
	put(to, "6F 08000000 00 04 000000 00 00 04 00840000 80");
	put(from, "80 06000000 00 04 000000 00 00 02 9000 92");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 > 00 00 04 00 84 00 00 80\n1 < 00 00 02 90 00 92\n1 # power off\n"
	       "# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 > 00 00 04 00 84 00 00 80\n1 < 00 00 02 90 00 92\n");
}

/* A chain of the reader's messages that is longer than any APDU; an escape longer than what is
 * shown. */
static void too_long(void **state)
{
	static uint8_t bytes[CCID_HEAD + CCID_DATA_MAX];
	struct ccid_message message = {.type = CCID_XFR_BLOCK,
	                               .sequence = 1,
	                               .specific = {0, CCID_BEGINS},
	                               .length = CARD_CONTROL_MAX};

	(void)state;
	describe(4);
	power_t1();
	ccid_message_write_head(bytes, &message);
	put_bytes(to, bytes, CCID_HEAD + message.length);
	put(from, "80 00000000 00 01 000010");
	put(to, "6F 04000000 00 02 000200 00840000");
	put(from, "80 02000000 00 02 000000 6700");
	message = (struct ccid_message){.type = CCID_ESCAPE, .sequence = 3, .length = 600};
	ccid_message_write_head(bytes, &message);
	put_bytes(to, bytes, CCID_HEAD + message.length);
	put(from, "83 00000000 00 03 000000");
	assert_non_null(strstr(got.data, "1 # chain longer than any APDU\n1 > 00 84 00 00\n"));
	assert_non_null(strstr(got.data, "1 # escape: 00 00"));
	assert_non_null(strstr(got.data, " 00 00 and 88 more bytes\n1 # escape response:\n"));
	text_clear(&got);
}

/* --- T=0 --- */

static void t0_tpdu(void **state)
{
	(void)state;
	describe(1);
	put(to, "62 00000000 00 00 000000");
	put(from, "80 04000000 00 00 000000 3B021450");
	put(to, "6F 04000000 00 01 000000 FF 10 11 FE");
	put(from, "80 04000000 00 01 000000 FF 10 11 FE");
	put(to, "6F 07000000 00 02 000000 00A40000 02 3F00");
	put(from, "80 02000000 00 02 000000 6115");
	put(to, "6F 05000000 00 03 000000 00C00000 02");
	put(from, "80 04000000 00 03 000000 ABCD 9000");
	put(to, "6F 05000000 00 04 000000 00200001 00");
	put(from, "80 01000000 00 04 000000 90");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
	       "1 # PPS request: FF 10 11 FE\n1 # PPS response: FF 10 11 FE\n"
	       "1 > 00 A4 00 00 02 3F 00\n1 < 61 15\n1 > 00 C0 00 00 02\n1 < AB CD 90 00\n"
	       "1 > 00 20 00 01 00\n1 # response without a status word: 90\n");
}

/* ISO/IEC 7816-3, 10.3.3, with a reader that exchanges characters; the level is inferred first. */
static void t0_characters(void **state)
{
	(void)state;
	put(to, "62 00000000 00 00 000000");
	put(from, "80 04000000 00 00 000000 3B021450");
	/* NULL, all data, SW1 SW2. */
	put(to, "6F 05000000 00 01 000100 00A40000 02");
	put(from, "80 02000000 00 01 000000 60 A4");
	put(to, "6F 02000000 00 02 000200 3F00");
	put(from, "80 02000000 00 02 000000 9000");
	/* Only the next byte (INS complemented), then the rest. */
	put(to, "6F 05000000 00 03 000100 00D60000 03");
	put(from, "80 01000000 00 03 000000 29");
	put(to, "6F 01000000 00 04 000100 01");
	put(from, "80 01000000 00 04 000000 D6");
	put(to, "6F 02000000 00 05 000200 0203");
	put(from, "80 01000000 00 05 000000 60");
	put(to, "6F 00000000 00 06 000200");
	put(from, "80 02000000 00 06 000000 9000");
	/* Data from the card, with the first byte alone. */
	put(to, "6F 05000000 00 07 000100 00B00000 03");
	put(from, "80 03000000 00 07 000000 4F 90 B0");
	put(to, "6F 00000000 00 08 000400");
	put(from, "80 04000000 00 08 000000 61 62 6C 05");
	put(to, "6F 05000000 00 09 000100 00B00000 00");
	put(from, "80 02000000 00 09 000000 6C 03");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
	       "1 > 00 A4 00 00 02 3F 00\n1 < 90 00\n"
	       "1 > 00 D6 00 00 03 01 02 03\n1 < 90 00\n"
	       "1 > 00 B0 00 00 03\n1 < 90 61 62 6C 05\n"
	       "1 > 00 B0 00 00 00\n1 < 6C 03\n");
}

/* More data than P3 announces: the command is discarded, and the next one is read. */
static void t0_too_much(void **state)
{
	uint8_t bytes[CCID_HEAD + 262] = {0x6F, 262 & 0xFF, 1, [6] = 2};

	(void)state;
	describe(0);
	put(to, "62 00000000 00 00 000000");
	put(from, "80 04000000 00 00 000000 3B021450");
	put(to, "6F 05000000 00 01 000100 00D60000FF");
	put(from, "80 01000000 00 01 000000 D6");
	put_bytes(to, bytes, sizeof bytes);
	put(from, "80 02000000 00 02 000000 9000");
	put(to, "6F 05000000 00 03 000500 00B0000002");
	put(from, "80 05000000 00 03 000000 B0 AABB 9000");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
	       "1 > 00 B0 00 00 02\n1 < AA BB 90 00\n");
}

/* --- T=1 --- */

/* ISO/IEC 7816-3, 11.3: LRC, or the CRC of ISO/IEC 13239, computed by hand; low byte first. */
static void blocks(void **state)
{
	struct t1_block block;
	uint8_t bytes[16];

	(void)state;
	size_t length = hex("00 00 02 90 00 92", bytes, sizeof bytes);
	assert_true(t1_block_read(&block, bytes, length));
	assert_int_equal(block.length, 2);
	assert_int_equal(block.inf[0], 0x90);
	for (size_t i = 0; i < length; i++) {
		bytes[i] ^= 1;
		assert_false(t1_block_read(&block, bytes, length));
		bytes[i] ^= 1;
		assert_false(t1_block_read(&block, bytes, i));
	}
	length = hex("00 00 05 00A4040000 44 24", bytes, sizeof bytes);
	assert_true(t1_block_read(&block, bytes, length));
	assert_int_equal(block.length, 5);
	bytes[4] ^= 1;
	assert_false(t1_block_read(&block, bytes, length));
}

/* Chains in both directions (11.6.2.2), a block that is repeated after R with an error, WTX,
 * IFS. */
static void t1_chains(void **state)
{
	(void)state;
	describe(1);
	power_t1();
	put(to, "6F 05000000 00 01 000000 00 C1 01 FE 3E");
	put(from, "80 05000000 00 01 000000 00 E1 01 FE 1E");
	put(to, "6F 08000000 00 02 000000 00 20 04 00D60000 F2");
	put(from, "80 04000000 00 02 000000 00 81 00 81");
	put(to, "6F 08000000 00 03 000000 00 20 04 00D60000 F2");
	put(from, "80 04000000 00 03 000000 00 90 00 90");
	put(to, "6F 06000000 00 04 000000 00 40 02 01AA E9");
	put(from, "80 05000000 00 04 000000 00 C3 01 02 C0");
	put(to, "6F 05000000 00 05 000000 00 E3 01 02 E0");
	put(from, "80 05000000 00 05 000000 00 20 01 BB 9A");
	put(to, "6F 04000000 00 06 000000 00 90 00 90");
	put(from, "80 06000000 00 06 000000 00 40 02 9000 D2");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # S(IFS request) 254\n1 # S(IFS response) 254\n"
	       "1 # R(0) from the card: EDC or parity error\n"
	       "1 > 00 D6 00 00 01 AA\n1 # S(WTX request) 2\n1 # S(WTX response) 2\n"
	       "1 < BB 90 00\n");
}

/* A block with a wrong EDC is ignored. After RESYNCH (11.6.3.2) numbers start at 0, and incomplete
 * commands are discarded, as after ABORT. */
static void t1_errors(void **state)
{
	(void)state;
	power_t1();
	put(to, "6F 08000000 00 01 000000 00 00 04 00840000 80");
	put(from, "80 06000000 00 01 000000 00 00 02 9000 92");
	put(to, "6F 08000000 00 02 000000 00 40 04 00B00000 F4");
	put(from, "80 06000000 00 02 000000 00 40 02 9000 D3");
	put(to, "6F 04000000 00 03 000000 00 91 00 91");
	put(from, "80 04000000 00 03 000000 00 82 00 82");
	put(to, "6F 04000000 00 04 000000 00 C0 00 C0");
	put(from, "80 04000000 00 04 000000 00 E0 00 E0");
	put(to, "6F 08000000 00 05 000000 00 00 04 00840000 80");
	put(from, "80 05000000 00 05 000000 00 20 01 77 56");
	put(to, "6F 04000000 00 06 000000 00 C2 00 C2");
	put(from, "80 04000000 00 06 000000 00 E2 00 E2");
	put(to, "6F 08000000 00 07 000000 00 40 04 00840000 C0");
	put(from, "80 06000000 00 07 000000 00 40 02 6A82 AA");
	/* The reader makes the block with the PIN. */
	put(to,
	    "69 1C000000 00 08 000000 00 00 82 08 00 0804 02 01 0904 00 000000"
	    "00200081 08 FFFFFFFFFFFFFFFF");
	put(from, "80 06000000 00 08 000000 00 00 02 63C2 A3");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 > 00 84 00 00\n1 < 90 00\n1 > 00 B0 00 00\n"
	       "1 # invalid block from the card: wrong EDC\n"
	       "1 # R(1) from the reader: EDC or parity error\n"
	       "1 # R(0) from the card: other error\n"
	       "1 # S(RESYNCH request)\n1 # S(RESYNCH response)\n1 > 00 84 00 00\n"
	       "1 # S(ABORT request)\n1 # S(ABORT response)\n1 > 00 84 00 00\n1 < 6A 82\n"
	       "1 > 00 20 00 81 08 FF FF FF FF FF FF FF FF\n1 # PIN entered at the reader\n"
	       "1 < 63 C2\n");
}

/* After SetParameters a block may be for another node (11.3.2.1); an unknown S-block is ignored; an
 * endless chain is longer than any APDU. */
static void t1_without_end(void **state)
{
	enum { INF = 254, BLOCK = 3 + INF + 1 };
	uint8_t bytes[CCID_HEAD + BLOCK] = {0x6F, BLOCK & 0xFF, BLOCK >> 8};

	(void)state;
	describe(1);
	power_t1();
	put(to, "61 07000000 00 01 010000 11100000000000");
	put(from, "82 07000000 00 01 000001 11100000000000");
	put(to, "6F 08000000 00 02 000000 21 00 04 00840000 A1");
	put(from, "80 06000000 00 02 000000 12 00 02 9000 80");
	put(to, "6F 04000000 00 03 000000 00 C4 00 C4");
	put(from, "80 04000000 00 03 000000 00 E4 00 E4");
	bytes[CCID_HEAD + 2] = INF;
	for (unsigned n = 1; n <= CARD_COMMAND_MAX / INF + 2; n++) {
		uint8_t pcb = (uint8_t)(n % 2 << 6 | 0x20);

		bytes[CCID_HEAD + 1] = pcb;
		bytes[CCID_HEAD + BLOCK - 1] = pcb ^ INF;
		put_bytes(to, bytes, sizeof bytes);
	}
	put(to, "65 00000000 00 05 000000");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # parameters of T=1: 11 10 00 00 00 00 00\n"
	       "1 > 00 84 00 00\n1 < 90 00\n1 # chain longer than any APDU\n");
}

/* A reader that exchanges characters: the prologue, then the rest. */
static void t1_characters(void **state)
{
	(void)state;
	describe(0);
	power_t1();
	put(to, "61 07000000 00 01 010000 11100045001000");
	put(from, "82 07000000 00 01 000001 11100045001000");
	put(to, "6F 08000000 00 02 000300 00 00 04 00840000 80");
	put(from, "80 03000000 00 02 000000 00 00 02");
	put(to, "6F 00000000 00 03 000300");
	put(from, "80 03000000 00 03 000000 9000 92");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # parameters of T=1: 11 10 00 45 00 10 00\n1 > 00 84 00 00\n1 < 90 00\n");
}

/* --- records --- */

/* Every link type; a message in several transfers; other devices in between. */
static void links(void **state)
{
	static const int types[] = {LINK_USBMON, LINK_USBMON_MMAPPED, LINK_USBPCAP};

	(void)state;
	for (size_t i = 0; i < LENGTH(types); i++) {
		const struct made out = {types[i], 5, OUT, USB_BULK},
				  in = {types[i], 5, IN, USB_BULK};
		const struct made stick = {types[i], 6, OUT, USB_BULK},
				  stick_in = {types[i], 6, IN, USB_BULK};

		end(NULL);
		begin(NULL);
		put(stick, "5553424301000000240000008000061200000024000000000000000000000000");
		put(stick_in, "6F0000000000000000000000");
		put(out, "62 00000000 00 00 000000");
		put(in, "80 04000000 00 00 000000 3B02");
		put(in, "1450");
		put(out, "6F 05000000 00 01 000000");
		put(stick_in, "55534253010000000000000000");
		put(out, "00B0");
		put(out, "000002");
		put(in, "80 04000000 00 01 000000 1234");
		put(in, "9000");
		/* A part is missing: decoding continues with the next message. */
		put(out, "6F 05000000 00 02 000000");
		put(out, "6F 04000000 00 03 000000 00840000");
		put(in, "80 02000000 00 03 000000 9000");
		expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
		       "1 > 00 B0 00 00 02\n1 < 12 34 90 00\n1 > 00 84 00 00\n1 < 90 00\n");
	}
}

/* Adds a control transfer of USBPcap: its setup stage, and its completion with the data. */
static void put_pcap_control(const char *setup, const char *text)
{
	for (uint8_t stage = 0; stage < 2; stage++) {
		uint8_t bytes[28 + 128] = {28,
		                           [16] = stage,
		                           [17] = 1,
		                           [19] = 5,
		                           [21] = 0x80,
		                           [22] = USB_CONTROL,
		                           [27] = stage == 0 ? 0 : 3};
		size_t length = hex(stage == 0 ? setup : text, bytes + 28, 128);

		bytes[23] = (uint8_t)length;
		put_record(LINK_USBPCAP, bytes, 28 + length);
	}
}

/* USB 2.0, 9.4.3: the product's name, and no other string. */
static void named(void **state)
{
	const struct made out = {LINK_USBPCAP, 5, OUT, USB_BULK},
			  in = {LINK_USBPCAP, 5, IN, USB_BULK};

	(void)state;
	put_pcap_control("80 06 0001 0000 1200", "12 01 0002 000000 40 0912 0100 0001 01 02 03 01");
	put_pcap_control("80 06 0103 0904 FF00", "06 03 4E00 4F00");
	put_pcap_control("80 06 0203 0904 FF00", "0A 03 4100 4300 E900 5300");
	put_pcap_control("80 06 0303 0904 FF00", "04 03 3700");
	put(out, "62 00000000 00 00 000000");
	put(in, "80 04000000 00 00 000000 3B021450");
	expect("# session 1 usb 1.5 slot 0, AC?S\n# ATR: 3B 02 14 50\n# protocol: T=0\n");
}

/* No other device is mistaken for a reader, and a truncated record is reported. */
static void odd_records(void **state)
{
	uint8_t bytes[USB_HEAD] = {0};
	struct usb_record cut = {.bus = 1,
	                         .device = 5,
	                         .endpoint = OUT,
	                         .transfer = USB_BULK,
	                         .length = 10,
	                         .whole = 40};

	(void)state;
	for (size_t length = 0; length < sizeof bytes; length++) {
		put_record(LINK_USBMON_MMAPPED, bytes, length);
		put_record(LINK_USBMON, bytes, length);
		put_record(LINK_USBPCAP, bytes, length);
	}
	put(to, "6F 04000000 00 01 000000 00840000");
	put(from, "80 02000000 00 02 000000 9000"); /* of another sequence */
	put(from, "80 02000000 10 01 000000 9000"); /* the slot number is too high */
	put(from, "81 00000000 00 01 000000");      /* of another command */
	put(from, "80 00010000 00 01 000000 9000"); /* not whole */
	expect("");
	power_t1();
	usb_record_write(bytes, &cut, &(struct usb_urb){0});
	put_record(LINK_USBMON_MMAPPED, bytes, sizeof bytes);
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # a record of the capture is truncated\n");
}

/* More devices and endpoints than are supported, and transfers without a message. */
static void too_many(void **state)
{
	struct made stick = {LINK_USBMON_MMAPPED, 0, OUT, USB_BULK}, reader = to;
	const struct made notify = {LINK_USBMON_MMAPPED, 5, 0x83, USB_INTERRUPT},
			  sound = {LINK_USBMON_MMAPPED, 5, OUT, USB_ISOCHRONOUS};

	(void)state;
	put(sound, "62 00000000 00 00 000000");
	put(to, "62 00000000 00 00 000000");
	put(notify, "50");
	put(notify, "51 00000000");
	for (unsigned i = 0; i < 10; i++) {
		const struct made other = {LINK_USBMON_MMAPPED, 6, 4 + i, USB_BULK};

		put(other, "62 00000000 00 00 000000");
	}
	put((struct made){LINK_USBMON_MMAPPED, 6, 0x84, USB_BULK},
	    "80 04000000 00 00 000000 3B021450");
	for (stick.device = 100; stick.device < 700; stick.device++)
		put(stick, "5553424301000000");
	for (reader.device = 700; reader.device < 702; reader.device++)
		put(reader, "62 00000000 00 00 000000");
	put((struct made){LINK_USBMON_MMAPPED, 700, IN, USB_BULK},
	    "80 04000000 00 00 000000 3B021450");
	put(from, "80 04000000 00 00 000000 3B00"); /* shorter than its length field says */
	put(from, "81 00000000 03 00 000000");      /* for a slot that got no command */
	put_record(1000, (const uint8_t *)"", 0);
	expect("");
}

/* USBPcap: the transfer ends before the record does. */
static void longer_record(void **state)
{
	uint8_t bytes[27 + 10 + 4] = {27,         [16] = 0,        [17] = 1,  [19] = 5,
	                              [21] = OUT, [22] = USB_BULK, [23] = 10, [27] = 0x62};

	(void)state;
	put_record(LINK_USBPCAP, bytes, sizeof bytes);
	put((struct made){LINK_USBPCAP, 5, IN, USB_BULK}, "80 04000000 00 00 000000 3B021450");
	expect("# session 1 usb 1.5 slot 0\n# ATR: 3B 02 14 50\n# protocol: T=0\n");
}

/* --- GSMTAP --- */

/* Adds a packet of this sub-type; link is Ethernet or raw IP. */
static void put_gsmtap(int link, bool six, unsigned kind, const char *text)
{
	uint8_t bytes[512] = {0}, *ip = bytes + (link == 1 ? 14 : 0), *udp = ip + (six ? 40 : 20);
	size_t length = 16 + hex(text, udp + 8 + 16, 256);

	if (link == 1)
		memcpy(bytes + 12, six ? "\x86\xDD" : "\x08\x00", 2);
	if (six)
		memcpy(ip, (uint8_t[40]){0x60, [5] = (uint8_t)(length + 8), 17, 64, [23] = 1}, 40);
	else
		memcpy(ip,
		       (uint8_t[20]){0x45, [3] = (uint8_t)(length + 28), [8] = 64, 17, [12] = 127,
		                     0, 0, 1, 127, 0, 0, 1},
		       20);
	memcpy(udp, (uint8_t[8]){0xC3, 0x50, 0x12, 0x79, 0, (uint8_t)(length + 8)}, 8);
	memcpy(udp + 8, (uint8_t[16]){2, 4, 4, [12] = (uint8_t)kind}, 16);
	/* Ethernet's padding follows. */
	put_record(link, bytes, (size_t)(udp - bytes) + 8 + length + (link == 1 ? 6 : 0));
}

static void gsmtap(void **state)
{
	(void)state;
	put_gsmtap(1, false, 1, "3B021450");
	put_gsmtap(1, false, 2, "FF1094 7B");
	put_gsmtap(1, false, 3, "FF1094 7B");
	put_gsmtap(1, false, 0, "A0A4000002 3F00 9F17");
	put_gsmtap(1, false, 0, "A0C0000002 AABB 9000");
	put_gsmtap(1, false, 0, "00B0000000 6C03");
	put_gsmtap(1, false, 0, "00B2010403 AA 6282"); /* shorter than requested */
	put_gsmtap(1, false, 0, "00A4");
	put_gsmtap(1, false, 4, "A0D6000002");
	put_gsmtap(1, false, 5, "0102");
	put_gsmtap(1, false, 7, "9000");
	put_gsmtap(101, true, 4, "A0B0000001");
	put_gsmtap(101, true, 6, "55");
	put_gsmtap(101, true, 7, "9000");
	expect("# session 1 gsmtap 127.0.0.1 port 50000\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
	       "1 # PPS request: FF 10 94 7B\n1 # PPS response: FF 10 94 7B\n"
	       "1 > A0 A4 00 00 02 3F 00\n1 < 9F 17\n1 > A0 C0 00 00 02\n1 < AA BB 90 00\n"
	       "1 > 00 B0 00 00 00\n1 < 6C 03\n1 > 00 B2 01 04 03\n1 < AA 62 82\n"
	       "1 # truncated APDU: 00 A4\n1 > A0 D6 00 00 02 01 02\n1 < 90 00\n"
	       "# session 2 gsmtap 0000:0000:0000:0000:0000:0000:0000:0001 port 50000\n"
	       "2 > A0 B0 00 00 01\n2 < 55 90 00\n");
}

/* Packets that do not belong to a SIM: each differs from the first packet only at one offset. */
static void other_packets(void **state)
{
	enum { UDP_AT = 18 + 20, TAP_AT = UDP_AT + 8, ALL = TAP_AT + 16 + 2 };
	static const struct {
		size_t at;
		uint8_t value;
	} changes[] = {
		{18, 0x44},          /* an IPv4 header of 16 bytes */
		{18, 0x55},          /* not a version of IP */
		{18 + 3, 19},        /* the packet ends within its header */
		{18 + 6, 0x20},      /* a fragment: more follow (RFC 791, 3.1) */
		{18 + 7, 1},         /* a later fragment */
		{18 + 9, 6},         /* TCP */
		{UDP_AT + 3, 0x78},  /* another port */
		{UDP_AT + 5, 7},     /* shorter than its header (RFC 768) */
		{UDP_AT + 5, 23},    /* shorter than GSMTAP's header */
		{UDP_AT + 4, 1},     /* longer than the packet */
		{TAP_AT, 1},         /* another version */
		{TAP_AT + 1, 3},     /* a header of 12 bytes */
		{TAP_AT + 1, 5},     /* a header longer than the packet */
		{TAP_AT + 2, 1},     /* type: the radio interface */
		{TAP_AT + 12, 0x10}, /* no sub-type */
	};
	uint8_t bytes[ALL] = {0};

	(void)state;
	/* Ethernet with a VLAN (IEEE 802.1Q) */
	memcpy(bytes + 12, (uint8_t[6]){0x81, 0x00, 0x00, 0x01, 0x08, 0x00}, 6);
	memcpy(bytes + 18,
	       (uint8_t[20]){0x45, [3] = ALL - 18, [8] = 64, 17, [12] = 127, 0, 0, 1, 127, 0, 0, 1},
	       20);
	memcpy(bytes + UDP_AT, (uint8_t[8]){0xC3, 0x50, 0x12, 0x79, 0, ALL - UDP_AT}, 8);
	memcpy(bytes + TAP_AT, (uint8_t[16]){2, 4, 4, [12] = 1}, 16);
	memcpy(bytes + TAP_AT + 16, "\x3B\x00", 2);
	for (size_t i = 0; i < LENGTH(changes); i++) {
		uint8_t kept = bytes[changes[i].at];

		bytes[changes[i].at] = changes[i].value;
		put_record(1, bytes, sizeof bytes);
		bytes[changes[i].at] = kept;
	}
	for (size_t length = 0; length < sizeof bytes; length++)
		put_record(1, bytes, length);
	expect("");
	put_record(1, bytes, sizeof bytes);
	expect("# session 1 gsmtap 127.0.0.1 port 50000\n# ATR: 3B 00\n# protocol: T=0\n");
	memset(bytes, 0, sizeof bytes);
	bytes[14] = 0x60; /* IPv6 with another protocol */
	bytes[12] = 0x86;
	bytes[13] = 0xDD;
	put_record(1, bytes, sizeof bytes);
	expect("");
}

/* 257 senders; a part that is longer than a TPDU can be. */
static void many_senders(void **state)
{
	uint8_t bytes[20 + 8 + 16 + 2] = {0x45, [3] = sizeof bytes, [8] = 64, 17, [12] = 10, 0, 0,
	                                  1};
	char part[2 * 100 + 1];

	(void)state;
	memset(part, '0', sizeof part - 1);
	part[sizeof part - 1] = '\0';
	put_gsmtap(101, false, 4, "A0D6000002");
	for (int i = 0; i < 6; i++)
		put_gsmtap(101, false, 5, part);
	put_gsmtap(101, false, 7, "9000");
	put_gsmtap(101, false, 4, "A0A4000000");
	put_gsmtap(101, false, 7, "9000");
	assert_non_null(strstr(got.data, "1 > A0 A4 00 00 00\n1 < 90 00\n"));
	assert_null(strstr(got.data, "A0 D6"));
	memcpy(bytes + 20, (uint8_t[8]){0, 0, 0x12, 0x79, 0, sizeof bytes - 20}, 8);
	memcpy(bytes + 28, (uint8_t[16]){2, 4, 4, [12] = 1}, 16);
	memcpy(bytes + 44, "\x3B\x00", 2);
	for (unsigned i = 0; i < 300; i++) {
		bytes[20] = (uint8_t)(i >> 8);
		bytes[21] = (uint8_t)i;
		put_record(101, bytes, sizeof bytes);
	}
	assert_true(capture_decoder_end(decoder));
	assert_non_null(strstr(got.data, "# session 256 "));
	assert_null(strstr(got.data, "# session 257 "));
	text_clear(&got);
}

/* --- text and writing --- */

static void take_record(void *self, int64_t seconds, int32_t microseconds, const uint8_t *bytes,
                        size_t length)
{
	int64_t *last = self, now = seconds * 1000000 + microseconds;

	assert_true(now > *last);
	*last = now;
	put_record(LINK_USBMON_MMAPPED, bytes, length);
}

/* Encodes the lines and decodes the records. */
static void encode(const char *text, bool good)
{
	static uint8_t room[CAPTURE_BYTES_MAX];
	int64_t last = -1;
	struct capture_encoder *encoder =
		capture_encoder_new((struct capture_records){.self = &last, .take = take_record});
	struct capture_event event;
	unsigned session = 0;
	bool ok = true;

	assert_non_null(encoder);
	for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		ok = capture_text_read(text, n, &session, room, &event) &&
			capture_encoder_take(encoder, &event) && ok;
	}
	assert_int_equal(ok, good);
	capture_encoder_end(encoder);
	capture_encoder_free(&encoder);
}

static void written(void **state)
{
	(void)state;
	encode("# capture\n\n# session 1 A reader\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # time 1700000000.000001\n1 # time x.000000\n1 # time 1700000001.00\n"
	       "1 # time 1600000000.000000\n1 > 00 84 00 00 08\n1 < 01 02 90 00\n"
	       "# session 2 Another\n# ATR: 3B 02 14 50\n# protocol: T=0\n2 > 00 B0 00 00\n"
	       "2 > 00 B0 00 00 00\n1 > 00 A4 00 00\n2 < 6C 05\n2 # card removed\n1 < 6D 00\n"
	       "1 # power off\n# session 1 A reader\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 # anything\n1 > 00 84 00 00\n",
	       true);
	expect("# session 1 usb 1.1 slot 0, A reader\n# ATR: 3B 80 01 01 80\n# protocol: T=1\n"
	       "1 > 00 84 00 00 08\n1 < 01 02 90 00\n"
	       "# session 2 usb 1.2 slot 0, Another\n# ATR: 3B 02 14 50\n# protocol: T=0\n"
	       "2 > 00 B0 00 00\n"
	       "2 > 00 B0 00 00 00\n2 < 6C 05\n2 # card removed\n1 > 00 A4 00 00\n1 < 6D 00\n"
	       "1 # power off\n# session 1 usb 1.1 slot 0, A reader\n# ATR: 3B 80 01 01 80\n"
	       "# protocol: T=1\n1 > 00 84 00 00\n"
	       "1 # power off\n");
}

static void wrong_lines(void **state)
{
	static const char *const lines[] = {
		"x",
		"# session",
		"# session 0 r",
		"# session x r",
		"# ATR: 3B",
		"# protocol: T=0",
		"0 > 00",
		"1 >",
		"1 > 0",
		"1 > XX",
		"1 = 00",
		"1",
		"# session 1 r\n# protocol: T=2",
		"# session 127 r",
		"# session 1 r\n# ATR: ",
		"1 < 9",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(lines); i++)
		encode(lines[i], false);
	capture_decoder_end(decoder);
	text_clear(&got);
}

/* Text in a reader's name cannot start new lines. */
static void escaped(void **state)
{
	const struct capture_event event = {
		.kind = CAPTURE_SESSION, .session = 1, .text = "a\n1 > 00\x1B[m"};

	(void)state;
	capture_text_add(&got, &event);
	assert_string_equal(got.data, "# session 1 a\\x0A1 > 00\\x1B[m\n");
	text_clear(&got);
}

#define test(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(apdu_level),    test(chaining),      test(slots),          test(others),
		test(failures),      test(messages),      test(other_levels),   test(too_long),
		test(t0_tpdu),       test(t0_characters), test(t0_too_much),    test(blocks),
		test(t1_chains),     test(t1_errors),     test(t1_without_end), test(t1_characters),
		test(links),         test(named),         test(odd_records),    test(too_many),
		test(longer_record), test(gsmtap),        test(other_packets),  test(many_senders),
		test(written),       test(wrong_lines),   test(escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
