/* Traces of other programs: the recording that each is converted to, the format that is detected,
 * and that the result is a recording. */
#include "traces.h"

static void pcscd(void **state)
{
	(void)state;
	becomes("pcscd",
	        "00000012 Card ATR: 3B 02 14 50 \n00000003 APDU: 00 A4 04 00 02 A0 00 00 \n"
	        "00000004 SW: 61 02 \n00000001 APDU: 00 C0 00 00 02 \n00001234 SW: 6F 00 90 00 \n",
	        "# ATR: 3B 02 14 50\n00 A4 04 00 02 A0 00 00 [] (6102)\n"
	        "00 C0 00 00 02 [6F00] (9000)\n");
	becomes("pcscd",
	        "Nov 29 10:43:28 host pcscd[123]: 00000001 APDU: 00 84 00 00 08 \r\n"
	        "2026-11-29T10:43:28+0100 host pcscd[123]: SW: \n"
	        "nov. 29 10:43:28 host pcscd[123]: winscard.c:1612:SCardTransmit() Card not "
	        "transacted\n"
	        "99999999 Card ATR: (NULL)\n00000001 APDU: 00 84 00 00 00\n",
	        "00 84 00 00 08\n00 84 00 00 00\n");
	/* A repeated ATR is not reported again; another card is. */
	becomes("pcscd",
	        "00000001 Card ATR: 3B 00 \n00000001 APDU: 00 84 00 00 08 \n00000001 SW: 90 00 \n"
	        "00000001 Card ATR: 3B 00 \n00000001 Card ATR: 3B 01 50 \n00000001 APDU: 00 84 00 "
	        "00 \n",
	        "# ATR: 3B 00\n00 84 00 00 08 [] (9000)\nreset\n# ATR: 3B 01 50\n00 84 00 00\n");
	/* READ BINARY of block 5F through a contactless reader has the form of a PPS request,
	 * except for b8 of PPS0. */
	becomes("pcscd",
	        "00000001 APDU: FF B0 00 5F 10 \n00000001 SW: 00 01 90 00 \n"
	        "00000001 APDU: FF 10 11 FE \n00000001 SW: FF 10 11 FE \n",
	        "FF B0 00 5F 10 [0001] (9000)\n# line 3: PPS exchange, not a command\n");
	/* Commands and responses of two clients, without anything that identifies the client. */
	becomes("pcscd",
	        "00000001 APDU: 00 84 00 00 01 \n00000001 APDU: 00 84 00 00 02 \n00000001 SW: 01 "
	        "90 00 \n"
	        "00000001 SW: 01 02 90 00 \n00000001 APDU: 00 84 00 00 03 \n00000001 SW: 67 00 \n",
	        "00 84 00 00 01\n00 84 00 00 02\n# line 4: 00000001 SW: 01 02 90 00\n"
	        "00 84 00 00 03 [] (6700)\n");
}

static void pcscd_clients(void **state)
{
	static const char debug[] =
		"00000001 eventhandler.c:423:EHStatusHandlerThread() Card inserted into A 00\n"
		"00000001 Card ATR: 3B 00 \n"
		"00000001 winscard_svc.c:361:ContextThread() Received command: CONNECT from client "
		"7\n"
		"00000001 winscard.c:258:SCardConnect() Attempting Connect to A 00 using protocol: "
		"3\n"
		"00000001 winscard_svc.c:361:ContextThread() Received command: TRANSMIT from "
		"client 7\n"
		"00000001 APDU: 00 84 00 00 01 \n"
		"00000001 winscard_svc.c:361:ContextThread() Received command: TRANSMIT from "
		"client 9\n"
		"00000001 APDU: 00 84 00 00 02 \n"
		"00000001 SW: 09 09 90 00 \n"
		"00000001 winscard_svc.c:685:ContextThread() TRANSMIT for client 9, "
		"rv=SCARD_S_SUCCESS\n"
		"00000001 SW: 07 90 00 \n"
		"00000001 winscard_svc.c:685:ContextThread() TRANSMIT rv=0x0 for client 7\n"
		"00000001 winscard_svc.c:361:ContextThread() Received command: TRANSMIT from "
		"client 9\n"
		"00000001 APDU: 00 84 00 00 03 \n";
	static const char colors[] =
		"\x1B[36m00000001\x1B[0m [111] \x1B[34mAPDU: 00 84 00 00 01 \x1B[0m\n"
		"\x1B[36m00000001\x1B[0m [0x7f00] \x1B[34mAPDU: 00 84 00 00 02 \x1B[0m\n"
		"\x1B[36m00000001\x1B[0m [111] \x1B[34mSW: 01 90 00 \x1B[0m\n"
		"\x1B[36m00000001\x1B[0m [0x7f00] \x1B[34mSW: 02 02 90 00 \x1B[0m\n";

	(void)state;
	session_is("pcscd", 1, debug, "# ATR: 3B 00\n00 84 00 00 01 [07] (9000)\n");
	session_is("pcscd", 0, debug, "00 84 00 00 02 [0909] (9000)\n00 84 00 00 03\n");
	session_is("pcscd", 1, colors, "00 84 00 00 01 [01] (9000)\n");
	session_is("pcscd", 2, colors, "00 84 00 00 02 [0202] (9000)\n");
	counts(debug, 3, 2, 2, 0);
	counts(colors, 2, 2, 2, 0);
}

/* As pcscd 1.9.9 logs it with --debug --apdu, and as its pcsc-spy prints it. */
static void resets(void **state)
{
	(void)state;
	becomes("pcscd",
	        "00000003 Card ATR: 3B 02 14 50 \n"
	        "00000001 winscard.c:430:SCardConnect() Active Protocol: T=0\n"
	        "00000001 APDU: 00 84 00 00 01 \n00000001 SW: 01 90 00 \n"
	        "00000002 winscard.c:609:SCardReconnect() Reset complete.\n"
	        "00000001 Card ATR: 3B 02 14 50 \n"
	        "00000001 winscard.c:731:SCardReconnect() Active Protocol: T=0\n"
	        "00000001 APDU: 00 84 00 00 02 \n",
	        "# ATR: 3B 02 14 50\n# protocol: T=0\n00 84 00 00 01 [01] (9000)\n"
	        "reset\n# ATR: 3B 02 14 50\n# protocol: T=0\n00 84 00 00 02\n");
#define SPY_TRANSMIT(le) \
	"SCardTransmit\n i hCard: 0x11\n i bSendLength 0x00000005 (5)\n i bSendBuffer\n" \
	" i  0000 00 84 00 00 " le " .....\n o bRecvLength 0x00000002 (2)\n o bRecvBuffer\n" \
	" o  0000 90 00 ..\n => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.001]\n"
	becomes("pcsc-spy",
	        "SCardConnect\n i szReader A 00\n o phCard 0x11 (17)\n"
	        " o dwActiveProtocol: T=1 (0x00000002)\n"
	        " => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.001]\n" SPY_TRANSMIT(
			"01") "SCardReconnect\n i hCard: 0x11\n i dwInitialization 0x00000001 (1)\n"
	                      " o dwActiveProtocol: T=1 (0x00000002)\n"
	                      " => Command successful. (SCARD_S_SUCCESS [0x00000000])  "
	                      "[0.001]\n" SPY_TRANSMIT(
				      "02") "SCardReconnect\n i hCard: 0x11\n i dwInitialization "
	                                    "0x00000002 (2)\n"
	                                    " => Card was removed. (SCARD_W_REMOVED_CARD "
	                                    "[0x80100069])  [0.001]\n" SPY_TRANSMIT(
						    "03") "SCardReconnect\n i hCard: 0x11\n i "
	                                                  "dwInitialization 0x00000002 (2)\n"
	                                                  " => Command successful. "
	                                                  "(SCARD_S_SUCCESS [0x00000000])  "
	                                                  "[0.001]\n" SPY_TRANSMIT("04"),
	        "# protocol: T=1\n00 84 00 00 01 [] (9000)\nreset\n# protocol: T=1\n"
	        "00 84 00 00 02 [] (9000)\n00 84 00 00 03 [] (9000)\nreset cold\n"
	        "00 84 00 00 04 [] (9000)\n");
}

/* GnuPG 2.2 prints the status word with the data, 2.4 does not. */
static void scdaemon(void **state)
{
	(void)state;
	becomes("scdaemon",
	        "2026-11-29 11:46:10 scdaemon[106] slot 0: ATR=3B 00\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:   PCSC_data: 00 CA 00 00 00\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:  response: sw=9000  datalen=2\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:       dump:  90 00 90 00\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:   PCSC_data: 00 CB 00 00 00\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:  response: sw=6A82  datalen=0\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:       dump:  6A 82\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:   PCSC_data: 00cc000000\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:  response: sw=9000  datalen=2\n"
	        "2026-11-29 11:46:10 scdaemon[106] DBG:      dump: 9000\n",
	        "# ATR: 3B 00\n00 CA 00 00 00 [9000] (9000)\n00 CB 00 00 00 [] (6A82)\n"
	        "00 CC 00 00 00 [9000] (9000)\n");
}

static void apdu4j(void **state)
{
	(void)state;
	becomes("apdu4j",
	        "SCardConnect(\"A 0\", T=*) -> T=1, 3B021450\nSCardBeginTransaction(\"A 0\")\n"
	        "A>> T=1 (4+0002) 00A40400 02 A000 00\nA<< (0002+2) (15ms) 6F00 9000\n",
	        "# ATR: 3B 02 14 50\n# protocol: T=1\n"
	        "# line 2: SCardBeginTransaction(\"A 0\")\n00 A4 04 00 02 A0 00 00 [6F00] "
	        "(9000)\n");
	becomes("apdu4j",
	        "  A>> T=0 (4+0000) 00A40400 00\n# between\nA<< (0000+2) (1s047ms) 6A88\n",
	        "# line 2: between\n00 A4 04 00 00 [] (6A88)\n");
	becomes("apdu4j", "A>> T=1 (4+0003) 00D60000  00 0003 010203\nA<< (0000+2) (0.31ms) 9000\n",
	        "00 D6 00 00 00 00 03 01 02 03 [] (9000)\n");
	becomes("apdu4j",
	        ">> 00A40400 00\n<< 6F 9000 (12ms)\n>> 0084000008\n<< [error] gone (3ms)\nnoise\n"
	        ">> 0084 [malformed]\n>> 00840000\n",
	        "00 A4 04 00 00 [6F] (9000)\n00 84 00 00 08\n# line 4: << [error] gone (3ms)\n"
	        "# line 5: noise\n# line 6: >> 0084 [malformed]\n00 84 00 00\n");
	becomes("apdu4j", "A>> 00840000\n# SCardConnect(\"A\", T=*) -> T=0, 3B00\nA>> 00840000\n",
	        "00 84 00 00\nreset\n# ATR: 3B 00\n# protocol: T=0\n00 84 00 00\n");
	becomes("apdu4j",
	        "# SCardConnect(\"A 0\", T=*) -> T=1\nA#1>> (4+0002) 01A40400 02 A000\n"
	        "A#1<< (0001+2) (0.31ms) 6F 9000\nB>> (4+0000) 00840000\n<< Gone (3ms)\n",
	        "# protocol: T=1\n01 A4 04 00 02 A0 00 [6F] (9000)\n00 84 00 00\n"
	        "# line 5: << Gone (3ms)\n");
	/* Something is missing: no response to expect, and a command that cannot exist. */
	becomes("apdu4j",
	        "A>> T=1 (4+0000) 00A40400 00\nA<< (0100+2) (15ms) 6F10...\n"
	        "A>> T=1 (4+0080) 00D60000 80 0102...\nA<< (0000+2) (1ms) 9000\nA>> 00840000 <--- "
	        "here\n",
	        "00 A4 04 00 00\n# line 2: A<< (0100+2) (15ms) 6F10...\n"
	        "# line 3: A>> T=1 (4+0080) 00D60000 80 0102...\n"
	        "# line 4: A<< (0000+2) (1ms) 9000\n00 84 00 00\n");
	counts("A>> 00A4040\nA>> 00840000\nA<< 9000\nA<< 9000\n", 1, 1, 1, 2);
}

static void dump(void **state)
{
	(void)state;
	becomes("dump",
	        "# ATR: 3B021450\n# PROTOCOL: T=1\n# A remark\n00A4040000\n# 24ms\n6F009000\n"
	        "0084000008\n# Sent\n# Received in 0.3ms\n6700\n00B0000000\n# 12ms "
	        "SCARD_E\n00840000\n",
	        "# ATR: 3B 02 14 50\n# protocol: T=1\n# line 3: A remark\n"
	        "00 A4 04 00 00 [6F00] (9000)\n00 84 00 00 08 [] (6700)\n00 B0 00 00 00\n"
	        "# line 12: 12ms SCARD_E\n00 84 00 00\n");
}

static void secrets(void **state)
{
	static const struct dialect_request hiding = {.hides = true};
	struct conversion conversion;

	(void)state;
	becomes("pcscd", "00000001 APDU: 00 20 00 81 04 ** ** ** XX \n00000001 SW: 90 00 \n",
	        "pin secret1 hex \"4 bytes\"\n00 20 00 81 04 $secret1 [] (9000)\n");
	becomes("pcscd", "00000001 APDU: 00 B0 00 00 02 \n00000001 SW: ** ** 90 00 \n",
	        "# line 2: response with masked bytes\n00 B0 00 00 02\n");
	assert_true(read_text(&hiding,
	                      "00000001 APDU: 00 20 00 81 04 31 32 33 34 \n00000001 SW: 90 00 \n"
	                      "A pasted 00 20 00 81 04 31 32 33 34 by me\n"
	                      "00000001 APDU: 00 20 00 81 04 31 32 33 34\ncode 31323334\n",
	                      &conversion));
	assert_string_equal(string_of(&conversion.text),
	                    "pin secret1 hex \"4 bytes\"\n00 20 00 81 04 $secret1 [] (9000)\n"
	                    "# line 3: A pasted\n"
	                    "# line 5: not shown: it follows a command with a secret\n"
	                    "pin secret2 hex \"4 bytes\"\n00 20 00 81 04 $secret2\n");
	assert_int_equal(conversion.lines[3], 5);
	assert_int_equal(conversion.lines[4], 4);
	conversion_free(&conversion);
}

static void damaged_secrets(void **state)
{
	const struct dialect_request hiding = {.hides = true};
	struct conversion conversion;
	(void)state;
	/* An odd number of digits, quotes, and a missing digit; then the rest of a broken line. */
	assert_true(
		read_text(&hiding,
	                  "00000001 APDU: 00 84 00 00 08 \nuA 00200081043132333z\n"
	                  "uB \"0020008104\xFF"
	                  "31323334\"\nuC 0x00, 0x20, 0x00, 0x81, 0x04, 0x31, "
	                  "0x3\nuD 0 20 0 81 4 31 32 33 34 ?\nuE 2 00 20 00 81 08 31 32 !\n33 34 "
	                  "35 !\n36 37 38 !\nadded 44 55\n\nadded 44 55\n",
	                  &conversion));
	assert_string_equal(string_of(&conversion.text),
	                    "# line 2: uA\n# line 3: uB\n# line 4: uC\n# line 5: uD\n# line 6: uE\n"
	                    "# line 7: not shown: it may hold a secret\n"
	                    "# line 8: not shown: it may hold a secret\n"
	                    "# line 9: added\n# line 11: added\n00 84 00 00 08\n");
	conversion_free(&conversion);
	/* Broken before the secret: in the header, or in a byte. */
	assert_true(read_text(&hiding,
	                      "00000001 APDU: 00 84 00 00 08 \nSEND: 002\n00081043132333435z\n"
	                      "noise 00\n20 00 81 04 31 32 33 34 z\n02 20 and no more\n",
	                      &conversion));
	assert_string_equal(string_of(&conversion.text),
	                    "# line 2: SEND: 002\n"
	                    "# line 3: not shown: it may hold a secret\n"
	                    "# line 4: noise 00\n"
	                    "# line 5: not shown: it may hold a secret\n"
	                    "# line 6: not shown: it may hold a secret\n"
	                    "00 84 00 00 08\n");
	conversion_free(&conversion);
	/* A stray character in a byte of the header. */
	assert_true(read_text(&hiding,
	                      "00000001 APDU: 00 84 00 00 08 \nAPDU 00 2?0 00 81 04 31 32 33 34\n"
	                      "APDU 00 2z0 00 81 04 31 32 33 34\n",
	                      &conversion));
	assert_string_equal(string_of(&conversion.text),
	                    "# line 2: APDU\n# line 3: APDU 00 2z0\n00 84 00 00 08\n");
	conversion_free(&conversion);
	/* Far after the header. */
	assert_true(
		read_text(&hiding,
	                  "10:00:00.000002 SCardTransmit \"A 0\" card=0x5 protocol=0x2 > 00 20 00 "
	                  "81 08 31 32 33 34 35 36 \n37 38 (2 bytes) < 90 00: success, 0.2 ms\n",
	                  &conversion));
	assert_string_equal(string_of(&conversion.text),
	                    "pin secret1 hex \"7 bytes\"\n00 20 00 81 $secret1\n"
	                    "# line 2: not shown: it may hold a secret\n");
	conversion_free(&conversion);
}

/* Inputs that used to take quadratic time. */
static void long_lines(void **state)
{
	const struct dialect_request hiding = {.hides = true};
	struct conversion conversion;
	static const char *const parts[] = {"-> ", "tx (1 ", "tx [1 ", "-> ** ", "{\"a\":["};
	struct text text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		text_clear(&text);
		text_puts(&text, "-> 00A40400\n");
		for (size_t n = 0; n < 100000; n++)
			text_puts(&text, parts[i]);
		assert_true(read_text(&hiding, string_of(&text), &conversion));
		assert_int_equal(conversion.counts.odd, 1);
		conversion_free(&conversion);
	}
	text_free(&text);
}

static void mail(void **state)
{
	(void)state;
	becomes("pcscd",
	        "Somebody wrote:\n> > 00000001 APDU: 00 A4 04 00 02 A0 \n> > 00 00 \n> > 00000001 "
	        "SW: 90\n"
	        "> > 00\n> \n> thanks\n",
	        "# line 1: Somebody wrote:\n00 A4 04 00 02 A0 00 00 [] (9000)\n# line 7: thanks\n");
	becomes("apdu4j", "A>> 00A40400\n02A00\n000\nA<< 6\nF9000\n",
	        "00 A4 04 00 02 A0 00 00 [6F] (9000)\n");
	/* What looks like a recording's header is not one. */
	becomes("apdu4j", "# ATR: 3B\n# protocol: T=7\nA>> 00840000\n",
	        "# line 1: ATR: 3B\n# line 2: protocol: T=7\n00 84 00 00\n");
}

static void recognition(void **state)
{
	(void)state;
	refused("00000001 APDU: 00 84 00 00 \nA>> 00840000\n", "could be pcscd or apdu4j");
	refused("00000001 SW: 90 00 \n", "no command");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pcscd),       cmocka_unit_test(pcscd_clients),
		cmocka_unit_test(resets),      cmocka_unit_test(scdaemon),
		cmocka_unit_test(apdu4j),      cmocka_unit_test(dump),
		cmocka_unit_test(secrets),     cmocka_unit_test(damaged_secrets),
		cmocka_unit_test(long_lines),  cmocka_unit_test(mail),
		cmocka_unit_test(recognition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
