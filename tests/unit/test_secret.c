#include "test.h"

#include "base/bytes.h"
#include "apdu/secret.h"

static void expect(const char *hex, const char *want)
{
	uint8_t command[300];
	struct hex_result r = hex_read(hex, strlen(hex), command, sizeof command);
	struct text text = {0};

	assert_int_equal(r.status, HEX_OK);
	secret_hex(&text, command, r.count, ' ');
	assert_string_equal(text.data, want);
	text_free(&text);
}

/* All data of a command with a short Lc is secret. */
static void expect_all(const char *hex)
{
	uint8_t command[300];
	struct hex_result r = hex_read(hex, strlen(hex), command, sizeof command);
	struct secret secret = secret_find(command, r.count);

	assert_int_equal(r.status, HEX_OK);
	assert_int_equal(secret.at, 5);
	assert_int_equal(secret.length, r.count - 5);
}

/* Which of the bytes sent to the reader are secret: the number and the offset. */
static void expect_control(const char *hex, size_t at, size_t length)
{
	uint8_t bytes[300];
	struct hex_result r = hex_read(hex, strlen(hex), bytes, sizeof bytes);

	assert_int_equal(r.status, HEX_OK);
	struct secret secret = secret_find_control(bytes, r.count);
	assert_int_equal(secret.length, length);
	if (length > 0)
		assert_int_equal(secret.at, at);
}

static void pin_commands_hide_their_data(void **state)
{
	(void)state;
	expect("00 20 00 81 04 31323334", "00 20 00 81 04 ** ** ** **");
	expect("00 21 00 00 02 8000", "00 21 00 00 02 ** **");
	expect("00 24 00 01 02 1122", "00 24 00 01 02 ** **");
	expect("00 25 00 01 02 1122 00", "00 25 00 01 02 ** ** 00");
	expect("00 26 00 01 02 3132", "00 26 00 01 02 ** **");
	expect("00 28 00 01 02 3132", "00 28 00 01 02 ** **");
	expect("00 2C 00 01 02 1122", "00 2C 00 01 02 ** **");
	expect("00 2D 00 01 02 1122", "00 2D 00 01 02 ** **");
	expect("00 33 00 01 02 1122", "00 33 00 01 02 ** **");
	expect("00 20 00 81 00 0002 3132 0000", "00 20 00 81 00 00 02 ** ** 00 00");
}

static void the_class_does_not_matter(void **state)
{
	(void)state;
	expect("A0 20 00 01 02 3132", "A0 20 00 01 02 ** **");
	expect("A0 26 00 01 02 3132", "A0 26 00 01 02 ** **");
	expect("A0 28 00 01 02 3132", "A0 28 00 01 02 ** **");
	expect("A0 2C 00 00 02 3132", "A0 2C 00 00 02 ** **");
	expect("0C 20 00 01 02 3132", "0C 20 00 01 02 ** **");
	expect("10 20 00 01 02 3132", "10 20 00 01 02 ** **");
	expect("43 28 00 01 02 3132", "43 28 00 01 02 ** **");
	expect("80 20 00 80 02 3132", "80 20 00 80 02 ** **");
	expect("8C 24 00 00 02 3132", "8C 24 00 00 02 ** **");
	expect("84 24 00 01 02 3132", "84 24 00 01 02 ** **");
	expect("FF 20 00 01 02 3132", "FF 20 00 01 02 ** **");
}

/* The commands as their documents specify them, with invented keys. */
static void keys_are_secret(void **state)
{
	(void)state;
	/* MIFARE Classic: the trailer of sector 1; a block of data; page 3 of an Ultralight */
	expect("FF D6 00 07 10 A0A1A2A3A4A5 FF078069 B0B1B2B3B4B5",
	       "FF D6 00 07 10 ** ** ** ** ** ** ** ** ** ** ** ** ** ** ** **");
	/* MIFARE Classic 4K: a block of data and the trailer of sector 32 */
	expect("FF D6 00 83 05 0102030405", "FF D6 00 83 05 01 02 03 04 05");
	expect("FF D6 00 8F 05 0102030405", "FF D6 00 8F 05 ** ** ** ** **");
	expect("FF D6 00 7F 05 0102030405", "FF D6 00 7F 05 ** ** ** ** **");
	expect("FF 00 00 00 07 D4 40 01 A0 8B A0A1", "FF 00 00 00 07 D4 40 01 A0 8B A0 A1");
	expect("FF 00 00 00 07 D4 40 01 A0 FF A0A1", "FF 00 00 00 07 ** ** ** ** ** ** **");
	expect("FF D6 00 04 04 01020304", "FF D6 00 04 04 01 02 03 04");
	expect("FF D6 00 03 04 E1101200", "FF D6 00 03 04 E1 10 12 00");
	expect("FF 00 00 00 07 D4 40 01 A0 07 A0A1", "FF 00 00 00 07 ** ** ** ** ** ** **");
	expect("FF 00 00 00 07 D4 40 01 A0 06 A0A1", "FF 00 00 00 07 D4 40 01 A0 06 A0 A1");
	/* GET INPUT whose input is hidden, then one that is shown */
	expect("80 14 00 00 0A 8103012304 8D 03 04 3132",
	       "80 14 00 00 0A ** ** ** ** ** ** ** ** ** **");
	expect("A0 14 00 00 0A 0103012305 0D 03 04 3132",
	       "A0 14 00 00 0A ** ** ** ** ** ** ** ** ** **");
	expect("80 14 00 00 05 8103012301", "80 14 00 00 05 81 03 01 23 01");
	expect("80 E2 80 00 05 8F 01 02 12 34", "80 E2 80 00 05 ** ** ** ** **");
	expect("80 E2 80 00 05 90 10 02 12 34", "80 E2 80 00 05 90 10 02 12 34");
	/* VALIDATE of an R-UIM and of a CSIM: to verify the SPC, to change it; a signature */
	expect("A0 CE 00 00 05 00 03 123456", "A0 CE 00 00 05 ** ** ** ** **");
	expect("81 CE 00 00 05 01 03 123456", "81 CE 00 00 05 ** ** ** ** **");
	expect("80 CE 00 00 05 02 03 123456", "80 CE 00 00 05 02 03 12 34 56");
	/* the access code of a slot, before a new NDEF; a challenge */
	expect("00 01 08 00 03 020304", "00 01 08 00 03 ** ** **");
	expect("00 01 30 00 03 020304", "00 01 30 00 03 02 03 04");
	expect("00 04 00 00 06 71 01 41 73 01 31", "00 04 00 00 06 ** ** ** ** ** **");
	expect("00 04 00 00 02 3F00", "00 04 00 00 02 3F 00");
	expect("00 B2 00 00 04 80 02 31 32", "00 B2 00 00 04 ** ** ** **");
	expect("00 B2 01 04 00", "00 B2 01 04 00");
	expect("00 B3 00 00 04 54 02 00 00", "00 B3 00 00 04 54 02 00 00");
	expect("90 A8 00 00 03 0040A1 00", "90 A8 00 00 03 ** ** ** 00");
	expect("90 5C 00 00 03 01A1A2 00", "90 5C 00 00 03 ** ** ** 00");
	expect("90 5C 00 00 02 0002 00", "90 5C 00 00 02 00 02 00");
	expect("FF 82 20 00 06 A1A2A3A4A5A6", "FF 82 20 00 06 ** ** ** ** ** **");
	expect("FF 00 00 00 0F D4 40 01 60 04 A1A2A3A4A5A6 F68E2A99",
	       "FF 00 00 00 0F ** ** ** ** ** ** ** ** ** ** ** ** ** ** **");
	/* NXP NTAG213/215/216 data sheet, 10.7, with the password of its delivery */
	expect("FF 00 00 00 08 D4 40 01 1B FFFFFFFF", "FF 00 00 00 08 ** ** ** ** ** ** ** **");
	expect("FF 00 00 00 07 D4 42 1B FFFFFFFF", "FF 00 00 00 07 ** ** ** ** ** ** **");
	expect("FF C2 00 01 07 95 05 1B FFFFFFFF", "FF C2 00 01 07 ** ** ** ** ** ** **");
	expect("FF 00 00 00 05 D4 40 01 30 04", "FF 00 00 00 05 D4 40 01 30 04");
	expect("FF 00 00 00 04 D4 42 30 04", "FF 00 00 00 04 D4 42 30 04");
	expect("80 D8 00 81 04 20 80 01 A1", "80 D8 00 81 04 ** ** ** **");
	expect("84 D8 00 81 04 20 80 01 A1", "84 D8 00 81 04 ** ** ** **");
	expect("80 E2 80 00 05 80 10 02 12 34", "80 E2 80 00 05 ** ** ** ** **");
	expect("80 E2 80 00 05 82 01 02 12 34", "80 E2 80 00 05 ** ** ** ** **");
	/* what a personalization script of a PBOC application sends enciphered: its contactless
	 * keys too */
	expect("80 E2 60 00 05 84 00 02 12 34", "80 E2 60 00 05 ** ** ** ** **");
	expect("80 E2 60 00 05 85 01 02 12 34", "80 E2 60 00 05 ** ** ** ** **");
	expect("80 E2 60 00 05 94 00 02 12 34", "80 E2 60 00 05 94 00 02 12 34");
	expect("00 FF FF FF 05 03 9B 02 12 34", "00 FF FF FF 05 ** ** ** ** **");
	expect("00 FF FF FE 05 03 9B 02 12 34", "00 FF FF FE 05 ** ** ** ** **");
	expect("00 FE 11 9A 04 06 02 12 34", "00 FE 11 9A 04 ** ** ** **");
	expect("00 01 00 00 04 71 01 41 73", "00 01 00 00 04 ** ** ** **");
	expect("00 03 00 00 04 73 02 01 12", "00 03 00 00 04 ** ** ** **");
	expect("00 01 03 00 02 A1A2", "00 01 03 00 02 ** **");
	expect("00 1C 00 00 04 03 0A 01 12", "00 1C 00 00 04 ** ** ** **");
	expect("00 02 00 00 03 7B 01 12", "00 02 00 00 03 ** ** **");
	expect("00 02 00 00 03 71 01 41", "00 02 00 00 03 71 01 41");
	expect("00 08 00 00 03 7B 01 12", "00 08 00 00 03 ** ** **");
	expect("00 0B 00 00 03 71 01 41", "00 0B 00 00 03 ** ** **");
	expect("00 DA 00 D3 02 3132", "00 DA 00 D3 02 ** **");
	expect("0C DA 00 D5 02 3132", "0C DA 00 D5 02 ** **");
	expect("00 DB 3F FF 04 4D 02 B6 00", "00 DB 3F FF 04 ** ** ** **");
	expect("90 C4 00 00 03 00 12 34 00", "90 C4 00 00 03 ** ** ** 00");
	expect("B0 42 01 00 02 3132", "B0 42 01 00 02 ** **");
	expect("B0 54 00 00 0A FFFFFFFE 00000000 01 12",
	       "B0 54 00 00 0A ** ** ** ** ** ** ** ** ** **");
	expect("80 50 00 00 07 80 02 00 01 81 01 31", "80 50 00 00 07 ** ** ** ** ** ** **");
	expect_all(
		"80 52 00 00 20 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF");
	expect_all(
		"80 52 00 01 20 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF");
	/* Lc is one byte short */
	expect_all(
		"80 52 00 00 1F 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF");
	expect("80 52 00 00 02 01FF", "80 52 00 00 02 01 FF"); /* READ BUFFER of a CAC */
	/* proxmark3's CIPURSE: key 2, AES, 16 bytes and a check value */
	expect_all("80 52 00 02 16 00 09 10 73737373737373737373737373737373 AABBCC");
	expect_all("80 4A 01 00 10 00112233445566778899AABBCCDDEEFF"); /* Pico HSM */
	expect_all("B0 6C 04 00 04 00112233");                         /* Satochip */
	/* ykman: CHANGE CREDENTIAL PASSWORD, by the management key */
	expect_all("00 0B 01 00 04 7B 02 11 22");
	/* Nitrokey: GET and UPDATE CREDENTIAL, the latter with a new password */
	expect("00 B5 00 00 04 71 02 41 42", "00 B5 00 00 04 71 02 41 42");
	expect_all("00 B7 00 00 08 71 02 41 42 84 02 31 32");
	expect_all("00 B7 00 00 04 31 32 33 34"); /* the end of a chain */
	/* OpenSC: Cryptoflex, STARCOS (header, then key), EnterSafe, ePass2003 */
	expect_all("F0 2A 00 00 08 0102030405060708");
	expect("80 F4 00 00 0E C10C000102030405060708090A0B",
	       "80 F4 00 00 0E C1 0C 00 01 02 03 04 05 06 07 08 09 0A 0B");
	expect_all("80 F4 01 00 07 C20501000201A1");
	expect_all("84 F4 0B 01 04 33003132");
	expect_all("80 E3 00 00 04 01020304");
	expect_all("80 E5 00 01 04 33010203");
	expect_all("80 E7 05 00 04 01020304");
	expect("00 2A 00 00 02 0102", "00 2A 00 00 02 01 02");
	/* proxmark3: CreateTransactionMACFile, with the key */
	expect_all("90 CE 00 00 15 0F 03 EEEE 02 00112233445566778899AABBCCDDEEFF");
	/* NXP's nano-package: an AES and an HMAC key, a user identifier, an EC key pair; a binary
	 * file and a public key */
	expect_all("80 01 03 00 0A 41 04 00000001 43 02 A1A2");
	expect_all("80 41 05 00 0A 41 04 00000001 43 02 A1A2");
	expect_all("80 41 07 00 0A 41 04 00000001 42 02 3132");
	expect_all("80 01 61 00 0A 41 04 00000001 43 02 A1A2");
	expect("80 01 06 00 06 41 04 00000001", "80 01 06 00 06 41 04 00 00 00 01");
	expect("80 01 21 00 06 41 04 00000001", "80 01 21 00 06 41 04 00 00 00 01");
	/* SpringCard's MIFARE commands, which end with a key */
	expect_all("FF F3 00 04 06 A0A1A2A3A4A5");
	expect_all("FF F4 00 04 16 00112233445566778899AABBCCDDEEFF A0A1A2A3A4A5");
	expect_all("FF F5 01 04 0A 00000001 A0A1A2A3A4A5");
	expect_all("FF FE 00 00 05 1B 01020304");
	expect("FF FE 00 00 02 30 04", "FF FE 00 00 02 30 04");
	/* Calypso: PUT DATA of the card's key pair, and of a certificate */
	expect("00 DA DF 3C 02 1234", "00 DA DF 3C 02 ** **");
	expect("00 DA DF 4C 02 1234", "00 DA DF 4C 02 12 34");
	expect("94 D8 00 FF 04 31323334", "94 D8 00 FF 04 ** ** ** **");
}

static void other_commands_hide_nothing(void **state)
{
	(void)state;
	/* An Le like the tag that a secret follows in other commands with this INS */
	expect("00 B2 00 00 80", "00 B2 00 00 80");
	expect("00 04 00 00 71", "00 04 00 00 71");
	expect("00 B2 00 00 80 31", "00 B2 00 00 ** **");
	expect("00 A4 04 00 02 A000", "00 A4 04 00 02 A0 00");
	expect("00 22 41 A4 02 8001", "00 22 41 A4 02 80 01");
	expect("00 2A 9E 9A 02 3132", "00 2A 9E 9A 02 31 32");
	expect("FF 86 00 00 05 0100046000", "FF 86 00 00 05 01 00 04 60 00");
	expect("FF 00 00 00 04 D44A0100", "FF 00 00 00 04 D4 4A 01 00");
	expect("80 E2 80 00 04 01 01 01 00", "80 E2 80 00 04 01 01 01 00");
	/* after another data grouping, whose length has one byte or three; data may contain 80 */
	expect("80 E2 80 00 09 01 01 01 00 80 10 02 12 34",
	       "80 E2 80 00 09 ** ** ** ** ** ** ** ** **");
	expect("80 E2 80 00 08 01 01 FF 00 01 00 81 01", "80 E2 80 00 08 ** ** ** ** ** ** ** **");
	expect("80 E2 80 00 05 01 01 02 80 10", "80 E2 80 00 05 01 01 02 80 10");
	expect("80 E2 80 00 04 01 01 FF 80", "80 E2 80 00 04 01 01 FF 80");
	/* objects in BER-TLV are none */
	expect("80 E2 90 00 08 BF 2D 05 5C 03 5A 9F 70", "80 E2 90 00 08 BF 2D 05 5C 03 5A 9F 70");
	/* the second block of objects, in the middle of a value: no data grouping */
	expect("80 E2 91 01 05 8F 01 02 12 34", "80 E2 91 01 05 8F 01 02 12 34");
	expect("80 E2 11 01 05 80 01 02 12 34", "80 E2 11 01 05 80 01 02 12 34");
	expect("80 E2 90 00 07 01 01 01 00 80 01 00", "80 E2 90 00 07 01 01 01 00 80 01 00");
	expect("80 50 00 00 08 1122334455667788", "80 50 00 00 08 11 22 33 44 55 66 77 88");
	expect("00 DA 00 5B 02 4142", "00 DA 00 5B 02 41 42");
	/* a PIV certificate */
	expect("10 DB 3F FF 07 5C035FC105 5300", "10 DB 3F FF 07 5C 03 5F C1 05 53 00");
	expect("B0 54 00 00 0A 00000001 00000000 01 12",
	       "B0 54 00 00 0A 00 00 00 01 00 00 00 00 01 12");
	/* SMS-PP download, whose length is that of VERIFY */
	expect("80 C2 00 00 06 D1 20 01 02 03 04", "80 C2 00 00 06 D1 20 01 02 03 04");
}

/* FIDO U2F 1.2, 4: challenge and application parameter, 32 bytes each */
static void a_registration_is_no_secret(void **state)
{
	uint8_t command[70] = {0x00, 0x01, 0x00, 0x00, 64, 0x12};

	(void)state;
	assert_int_equal(secret_find(command, 69).length, 0);
	command[5] = 0x71; /* OATH: a name */
	assert_int_equal(secret_find(command, 69).length, 64);
}

static void a_command_in_a_command_keeps_its_secret(void **state)
{
	(void)state;
	expect("00 C2 00 00 07 00 20 00 81 02 3132", "00 C2 00 00 07 00 20 00 81 02 ** **");
	expect("80 C2 00 00 07 A0 26 00 01 02 3132", "80 C2 00 00 07 A0 26 00 01 02 ** **");
	expect("00 C2 00 00 06 00 20 00 81 31 32", "00 C2 00 00 06 00 20 00 81 ** **");
	expect("00 C2 00 00 09 00 20 00 81 02 3132", "00 C2 00 00 ** ** ** ** ** ** ** **");
	expect("00 C2 00 00 00 20 00 81 02 3132", "00 C2 00 00 ** ** ** ** ** ** **");
	/* an Le of the outer command other than 00 may be a digit */
	expect("00 C2 00 00 07 00 20 00 81 02 3132 33", "00 C2 00 00 07 00 20 00 81 02 ** ** **");
	expect("FF 00 00 00 0A D4 40 01 00 20 00 81 02 3132",
	       "FF 00 00 00 0A D4 40 01 00 20 00 81 02 ** **");
	expect("00 C2 00 00 07 00 A4 00 00 02 3F00", "00 C2 00 00 07 00 A4 00 00 02 3F 00");
}

static void what_goes_to_the_reader_keeps_its_secret(void **state)
{
	(void)state;
	expect_control("00 20 00 81 02 3132", 5, 2);
	expect_control("FF 82 00 00 02 A1A2", 5, 2);
	/* CCID 1.1, 6.1.4 and 6.1.8, at the APDU and the TPDU level */
	expect_control("6F 07000000 00 01 00 0000 00 20 00 81 02 3132", 15, 2);
	expect_control("6F 0B000000 00 01 00 0000 00 00 07 00 20 00 81 02 3132 15", 18, 3);
	expect_control("6F 06000000 00 01 00 0000 00 20 00 81 3132", 14, 2);
	expect_control("6B 07000000 00 01 00 0000 00 20 00 81 02 3132", 15, 2);
	/* preceded by two bytes of the vendor's */
	expect_control("E0 01 00 20 00 81 02 3132", 7, 2);
	/* PC/SC part 10, 2.5.2 and 2.5.3: the templates of PIN pads, whose filler is not a PIN */
	expect_control(
		"1E1E 89 47 04 0E04 02 00 0904 00 000000 0D000000 0020008108 FFFFFFFFFFFFFFFF", 0,
		0);
	expect_control("1E1E 89 47 04 00 08 0E04 03 02 03 0904 000000 000000 0D000000 "
	               "0024008108 FFFFFFFFFFFFFFFF",
	               0, 0);
	expect_control("FF 00 48 00 00", 0, 0);
	expect_control("6F 00 00 00 00 00 01", 0, 0);
}

static void without_data_there_is_no_secret(void **state)
{
	(void)state;
	expect("00 20 00 81", "00 20 00 81");
	expect("00 20 00 81 00", "00 20 00 81 00");
	expect("00 20 00 81 00 0000", "00 20 00 81 00 00 00");
	expect("00 20 00", "00 20 00");
	expect("20", "20");
}

static void wrong_lengths_hide_all_that_may_be_a_pin(void **state)
{
	(void)state;
	expect("00 20 00 81 31323334", "00 20 00 81 ** ** ** **"); /* Lc forgotten */
	expect("00 20 00 81 31", "00 20 00 81 **");
	expect("00 20 00 81 00 3132", "00 20 00 81 ** ** **"); /* an Le of 3132 */
	expect("00 20 00 81 08 31323334", "00 20 00 81 ** ** ** ** **");
	expect("00 20 00 81 02 31323334", "00 20 00 81 ** ** ** ** **");
	expect("00 20 00 81 03 31323334", "00 20 00 81 03 ** ** ** **"); /* an Le of 34 */
	expect("00 20 00 81 00 0004 31323334 35", "00 20 00 81 ** ** ** ** ** ** ** **");
	expect("80 E2 80 00 80 10 02 12 34", "80 E2 80 00 ** ** ** ** **");
}

static bool follows(const char *hex)
{
	uint8_t start[40];
	struct hex_result r = hex_read(hex, strlen(hex), start, sizeof start);

	return secret_may_follow(start, r.count);
}

/* If variables supply the rest, unknown bytes may be secret. */
static void the_start_of_a_command_tells(void **state)
{
	(void)state;
	assert_true(secret_may_follow(NULL, 0));
	assert_true(follows("00"));
	assert_true(follows("00 20"));
	assert_true(follows("00 20 00 81 08"));
	assert_true(follows("00 C2 00 00"));
	assert_true(follows("00 C2 00 00 07 00 20"));
	assert_true(follows("B0 54 00 00 0A FF FF"));
	assert_false(follows("00 A4"));
	assert_false(follows("00 C2 00 00 07 00 A4"));
	assert_true(follows("80 E2 80 00 04 01 01"));
	assert_false(follows("80 E2 90 00 04 01 01"));
	assert_false(follows("B0 54 00 00 0A 00 00"));
}

static void expect_reference(const char *hex, int number, bool carried)
{
	uint8_t command[40];
	struct hex_result r = hex_read(hex, strlen(hex), command, sizeof command);
	struct secret_reference reference;
	bool is = secret_reference(command, r.count, &reference);

	assert_int_equal(is, number >= 0);
	if (!is)
		return;
	assert_int_equal(reference.number, number);
	assert_int_equal(reference.carried, carried);
}

static void pins_have_references(void **state)
{
	(void)state;
	expect_reference("00 20 00 81 02 3132", 0x81, false);
	expect_reference("00 20 00 81", 0x81, false);
	expect_reference("A0 26 00 01 02 3132", 0x01, false);
	expect_reference("B0 42 03 00 02 3132", 0x03, false);
	expect_reference("00 C2 00 00 07 00 20 00 81 02 3132", 0x81, true);
	expect_reference("FF 82 00 01 02 3132", -1, false);
	expect_reference("00 A4 00 01 02 3132", -1, false);
}

/* A value that may have any bits outside the mask. */
static bool covers(unsigned mask, unsigned value, unsigned other_mask, unsigned other)
{
	return (mask & ~other_mask) == 0 && (other & mask) == value;
}

static bool covers_header(const struct secret_row *row, const struct secret_row *other)
{
	return covers(row->cla_mask, row->cla, other->cla_mask, other->cla) &&
		covers(row->ins_mask, row->ins, other->ins_mask, other->ins) &&
		covers(row->p1_mask, row->p1, other->p1_mask, other->p1) &&
		covers(row->p2_mask, row->p2, other->p2_mask, other->p2);
}

static bool covers_data(const struct secret_row *row, const struct secret_row *other)
{
	if (row->prefix_length > other->prefix_length || (row->nc != 0 && row->nc != other->nc) ||
	    (row->groupings && !other->groupings))
		return false;
	for (size_t i = 0; i < row->prefix_length; i++) {
		unsigned mask = ~row->prefix[i] >> 8 & 0xFF;
		unsigned other_mask = ~other->prefix[i] >> 8 & 0xFF;

		if (!covers(mask, row->prefix[i] & mask, other_mask, other->prefix[i] & 0xFF))
			return false;
	}
	return true;
}

/* A row after one that covers all of its commands would never be used. */
static void each_row_is_reached(void **state)
{
	size_t count;
	const struct secret_row *rows = secret_rows(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_non_null(rows[i].name);
		for (size_t j = 0; j < i; j++)
			if (covers_header(&rows[j], &rows[i]) && covers_data(&rows[j], &rows[i]))
				fail_msg("\"%s\" hides \"%s\"", rows[j].name, rows[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pin_commands_hide_their_data),
		cmocka_unit_test(the_class_does_not_matter),
		cmocka_unit_test(keys_are_secret),
		cmocka_unit_test(other_commands_hide_nothing),
		cmocka_unit_test(a_registration_is_no_secret),
		cmocka_unit_test(a_command_in_a_command_keeps_its_secret),
		cmocka_unit_test(what_goes_to_the_reader_keeps_its_secret),
		cmocka_unit_test(without_data_there_is_no_secret),
		cmocka_unit_test(wrong_lengths_hide_all_that_may_be_a_pin),
		cmocka_unit_test(the_start_of_a_command_tells),
		cmocka_unit_test(pins_have_references),
		cmocka_unit_test(each_row_is_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
