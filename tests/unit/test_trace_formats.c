/* The formats of traces, as the programs print them: the recording that a sample of each is
 * converted to. */
#include "traces.h"

static void pcsc_spy(void **state)
{
	static const char threads[] =
		" (t0) SCardConnect\n (t0)  i szReader One\n"
		"     (t1) SCardConnect\n     (t1)  i szReader Two\n"
		" (t0)  o phCard 0x0000000A (10)\n (t0)  o dwActiveProtocol: T=0 (0x00000001)\n"
		" (t0)  => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.000122]\n"
		"     (t1)  o phCard 0x0000000B (11)\n     (t1)  o dwActiveProtocol: T=1 "
		"(0x00000002)\n"
		"     (t1)  => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.000122]\n"
		" (t0) SCardTransmit\n (t0)  i hCard: 0x0000000A\n (t0)  i bSendLength 0x00000005 "
		"(5)\n"
		" (t0)  i bSendBuffer\n"
		"     (t1) SCardTransmit\n     (t1)  i hCard: 0x0000000B\n"
		"     (t1)  i bSendLength 0x00000005 (5)\n     (t1)  i bSendBuffer\n"
		" (t0)  i  0000 00 84 00 00 01                                  .....\n"
		"     (t1)  i  0000 00 84 00 00 02                                  .....\n"
		"     (t1)  o bRecvLength 0x00000004 (4)\n     (t1)  o bRecvBuffer\n"
		"     (t1)  o  0000 41 42 90 00                                     AB..\n"
		"     (t1)  => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.000122]\n"
		" (t0)  o bRecvLength 0x00000002 (2)\n (t0)  o bRecvBuffer\n"
		" (t0)  o  0000 67 00                                           g.\n"
		" (t0)  => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.000122]\n"
		" (t0) SCardTransmit\n (t0)  i hCard: 0x0000000A\n (t0)  i bSendLength 0x00000005 "
		"(5)\n"
		" (t0)  i bSendBuffer\n"
		" (t0)  i  0000 00 84 00 00 09                                  .....\n";

	(void)state;
	becomes("pcsc-spy",
	        "SCardConnect\n i szReader A 00\n o phCard 0x28FEDEEC (687791852)\n"
	        " o dwActiveProtocol: T=1 (0x00000002)\n => Command successful.\n"
	        "SCardStatus\n i hCard: 0x28FEDEEC\n o bAtr 3B 02 14 50\n => Command successful.\n"
	        "SCarControl\n i hCard: 0x28FEDEEC\n i bSendLength 0x00000002 (2)\n i bSendBuffer\n"
	        " i  0000 FF FF                                           ..\n => Command "
	        "successful.\n"
	        "SCardTransmit\n i hCard: 0x28FEDEEC\n i bSendLength 0x00000011 (17)\n i "
	        "bSendBuffer\n"
	        " i  0000 00 D6 00 00 0C 41 42 43 44 45 46 47 48 49 4A 4B .....ABCDEFGHIJK\n"
	        " i  0010 4C                                              L\n"
	        " o bRecvLength 0x00000002 (2)\n o bRecvBuffer\n"
	        " o  0000 90 00                                           ..\n => Command "
	        "successful.\n"
	        "SCardReconnect\n i hCard: 0x28FEDEEC\n i dwInitialization: SCARD_RESET_CARD "
	        "(0x00000001)\n"
	        " => Command successful.\n"
	        "SCardTransmit\n i hCard: 0x28FEDEEC\n i bSendLength 0x00000005 (5)\n i "
	        "bSendBuffer\n"
	        " i  0000 00 84 00 00 08                                  .....\n"
	        " o bRecvLength 0x00000000 (0)\n o bRecvBuffer\n"
	        " => Transaction failed. (SCARD_E_NOT_TRANSACTED [0x80100016])  [0.000033]\n"
	        "\nThread 1/1\nResults sorted by total execution time\ntotal time: 0.004993 sec\n"
	        "0.002633 sec (  4 calls) 52.73% SCardTransmit\n",
	        "# ATR: 3B 02 14 50\n# protocol: T=1\n"
	        "00 D6 00 00 0C 41 42 43 44 45 46 47 48 49 4A 4B 4C [] (9000)\nreset\n00 84 00 00 "
	        "08\n");
	session_is("pcsc-spy", 1, threads,
	           "# protocol: T=0\n00 84 00 00 01 [] (6700)\n00 84 00 00 09\n");
	session_is("pcsc-spy", 2, threads, "# protocol: T=1\n00 84 00 00 02 [4142] (9000)\n");
	counts(threads, 3, 2, 2, 0);
}

static void opensc(void **state)
{
	(void)state;
	becomes("opensc-log",
	        "P:52; T:0x7F00 00:54:45.376 [tool] card.c:1234:match_atr_table: ATR     : "
	        "3b:02:14:50\n"
	        "P:52; T:0x7F00 00:54:45.376 [tool] card.c:1245:match_atr_table: ATR try : "
	        "3B:FE:18\n"
	        "Sending: 00 84 00 00 03 \n"
	        "P:52; T:0x7F00 00:54:45.376 [tool] reader-pcsc.c:335:pcsc_transmit: \n"
	        "Outgoing APDU (5 bytes):\n00 84 00 00 03 .....\n\n"
	        "Incoming APDU (5 bytes):\n41 42 20 90 00 AB ..\n\n"
	        "Received (SW1=0x90, SW2=0x00):\n41 42 20 AB \n"
	        "P:52; T:0x7F00 00:54:45.377 [tool] reader-pcsc.c:335:pcsc_transmit: \n"
	        "Outgoing APDU (22 bytes):\n"
	        "00 DA 00 01 11 30 31 32 33 34 35 36 37 38 39 41 .....0123456789A\n"
	        "42 43 44 45 46 00                               BCDEF.\n"
	        "P:52; T:0x7F00 00:54:45.377 [tool] apdu.c:1: unable to transmit\n",
	        "# ATR: 3B 02 14 50\n00 84 00 00 03 [414220] (9000)\n"
	        "00 DA 00 01 11 30 31 32 33 34 35 36 37 38 39 41 42 43 44 45 46 00\n");
	becomes("opensc-log",
	        "0xb7f6c6c0 17:41:04.1 [opensc-tool] card.c:300:sc_x: called\n"
	        "Outgoing APDU data [    5 bytes] =====================================\n"
	        "00 84 00 00 01 .....\n"
	        "======================================================================\n"
	        "Incoming APDU data [    3 bytes] =====================================\n"
	        "AA 90 00 ...\n"
	        "======================================================================\n",
	        "00 84 00 00 01 [AA] (9000)\n");
	becomes("opensc-tool",
	        "Using reader with a card: A 00\nSending: 00 A4 00 04 02 3F 00 \n"
	        "Received (SW1=0x61, SW2=0x2F)\nSending: 00 B0 00 00 00 \n"
	        "Received (SW1=0x90, SW2=0x00):\n41 42 AB\nSending: 00 B0 00 00 12 \n"
	        "Received (SW1=0x90, SW2=0x00):\n"
	        "00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F ................\n"
	        "31 32                                           12\n"
	        "Sending: 00 B0 00 00 03 \nReceived (SW1=0x90, SW2=0x00):\nAB CD EF\n",
	        "# line 1: Using reader with a card: A 00\n00 A4 00 04 02 3F 00 [] (612F)\n"
	        "00 B0 00 00 00 [4142] (9000)\n"
	        "00 B0 00 00 12 [000102030405060708090A0B0C0D0E0F3132] (9000)\n"
	        "00 B0 00 00 03 [ABCDEF] (9000)\n");
}

static void ykman(void **state)
{
	(void)state;
	becomes("ykman",
	        "INFO 15:39:50.101 [ykman.logging.set_log_level:60] Logging at level: TRAFFIC\n"
	        "SEND: 00 1D 00 00\n"
	        "TRAFFIC 15:39:50.107 [ykman.pcsc.send_and_receive:97] SEND: 001d0000\n"
	        "TRAFFIC 15:39:50.109 [ykman.pcsc.send_and_receive:99] RECV: 0b01 SW=9000\n"
	        "RECV (SW=9000):\n0B 01   \xC2\xB7\xC2\xB7\n"
	        "TRAFFIC 15:39:50.113 [ykman.hid.linux.write_packet:70] SEND: ffffffff860008\n"
	        "TRAFFIC 15:39:50.120 [ykman.pcsc.send_and_receive:97] SEND: "
	        "00cb3fff055c035fc10500\n"
	        "TRAFFIC 15:39:50.121 [ykman.pcsc.send_and_receive:99] RECV:  SW=6a82\n",
	        "00 1D 00 00 [0B01] (9000)\n00 CB 3F FF 05 5C 03 5F C1 05 00 [] (6A82)\n");
	becomes("ykman",
	        "2020-01-01T10:00:00+0100 DEBUG [ykman.driver_ccid.send_apdu:12] SEND: "
	        "b'00a4040000'\n"
	        "2020-01-01T10:00:00+0100 DEBUG [ykman.driver_ccid.send_apdu:14] RECV: b'6f9000'\n"
	        "2020-01-01T10:00:00+0100 DEBUG [ykman.pcsc.send_and_receive:12] SEND: 00840000\n"
	        "2020-01-01T10:00:00+0100 DEBUG [ykman.pcsc.send_and_receive:14] RECV: [1, 200, "
	        "144, 0]\n",
	        "00 A4 04 00 00 [6F] (9000)\n00 84 00 00 [01C8] (9000)\n");
	becomes("ykman-apdu",
	        "SELECT AID: A0 00 00 05 27\nRECV (SW=9000):\n"
	        "41 42 43                                          ABC\n"
	        "SEND: 80 CA 9F 7F -- 01 02 03\nRECV (SW=6A88)\nSEND: 00 B0 00 00 00\nRECV "
	        "(SW=9000):\n"
	        "00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F   "
	        "\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7"
	        "\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7\n"
	        "20 20                                               \n",
	        "00 A4 04 00 05 A0 00 00 05 27 [414243] (9000)\n80 CA 9F 7F 03 01 02 03 [] (6A88)\n"
	        "00 B0 00 00 00 [000102030405060708090A0B0C0D0E0F2020] (9000)\n");
}

static void pyscard(void **state)
{
	(void)state;
	becomes("pyscard",
	        "connecting to A 00\n> A0 A4 00 00 02 7F 10\n<  [] 9F 1A\n> A0 C0 00 00 02\n< 00 "
	        "0A 90 0\n"
	        "> 00 F2 00 00\n<  []  6 07\ndisconnecting from A 00\nreconnecting to A 00\n"
	        "> 00 84 00 00 02\n< 01 0 90 0\n",
	        "A0 A4 00 00 02 7F 10 [] (9F1A)\nA0 C0 00 00 02 [000A] (9000)\n00 F2 00 00 [] "
	        "(0607)\n"
	        "reset\n00 84 00 00 02\n# line 11: < 01 0 90 0\n");
	becomes("pyscard", "> 00 84 00 00\n> 00 84 00 01\n02 03\n< 90 00\n",
	        "00 84 00 00\n00 84 00 01 02 03 [] (9000)\n");
	becomes("pyscard",
	        "> 00 84 00 00 01\n> 00 84 00 00\xC2\xA0"
	        "01\n",
	        "00 84 00 00 01\n# line 2: > 00 84 00 00\xC2\xA0"
	        "01\n");
	becomes("pyscard", "> 00 84 00 00 01\n< 2A 90 00   // why 2A: ...\n",
	        "00 84 00 00 01 [2A] (9000)\n");
	becomes("pyscard", "> 0084000002\n< 2A2B 9000\n> 00840000\n< 6700\n",
	        "00 84 00 00 02 [2A2B] (9000)\n00 84 00 00 [] (6700)\n");
	/* A response on more than two lines; in an e-mail, "> 10 11 ..." would be a command. */
	gives("pyscard", 0,
	      "> 00 B0 00 00 24 \n"
	      "< 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F \n"
	      "10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D 1E 1F \n"
	      "20 21 22 23 90 00 : success\n"
	      "00 84 00 00\n> 00 84 00 00 \n< 67 00 : wrong length\n",
	      "00 B0 00 00 24 [000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
	      "20212223] (9000)\n00 84 00 00 [] (6700)\n");
	/* The output of scriptor, quoted in an e-mail. */
	becomes("pyscard",
	        "> Using T=1 protocol\n> > 00 84 00 00 01\n> < 2A 90 00 : "
	        "success\n"
	        "> > RESET\n> < OK: 3B 02 14 50\n> > 00 84 00 00 02\n> < 67 00 : wrong length\n",
	        "# line 1: Using T=1 protocol\n00 84 00 00 01 [2A] (9000)\nreset\n"
	        "# ATR: 3B 02 14 50\n00 84 00 00 02 [] (6700)\n");
}

static void pysim(void **state)
{
	(void)state;
	becomes("pysim-log",
	        "-- RESET\n-> 00a4000402 3f00\n<- 612f: \n-> 00c0000002 \nINFO: <- 9000: 622d\n-- "
	        "RESET\n"
	        "INFO: -> 00b0000000 \n<- 9000: 9800112233445566778899aabbccddee\nff00\n",
	        "00 A4 00 04 02 3F 00 [] (612F)\n00 C0 00 00 02 [622D] (9000)\nreset\n"
	        "00 B0 00 00 00 [9800112233445566778899AABBCCDDEEFF00] (9000)\n");
	becomes("pysim-log", "-> 00b0000002 \n<- 9000: 2a2b\nSW: 9000, RESP: 2a2b\n",
	        "00 B0 00 00 02 [2A2B] (9000)\n");
}

static void scdaemon(void **state)
{
	(void)state;
	becomes("scdaemon",
	        "2026-11-29 00:56:48 scdaemon[64] reader slot 0: active protocol: T1\n"
	        "2026-11-29 00:56:48 scdaemon[64] slot 0: ATR=3B 02 14 50\n"
	        "2026-11-29 00:56:48 scdaemon[64] DBG: send apdu: c=00 i=A4 p1=04 p2=00 lc=2 le=-1 "
	        "em=0\n"
	        "2026-11-29 00:56:48 scdaemon[64] DBG:   PCSC_data: 00 A4 04 00 02 D2 76\n"
	        "2026-11-29 00:56:48 scdaemon[64] DBG:  response: sw=9000  datalen=3\n"
	        "2026-11-29 00:56:48 scdaemon[64] DBG:      dump: [all zero]\n"
	        "DBG: send apdu: c=00 i=20 p1=00 p2=81 lc=6 le=-1 em=0\nDBG:   PCSC_data: 00 20 00 "
	        "81 06 [hidden]\n"
	        "DBG:  response: sw=63C2  datalen=0\nDBG: raw apdu: 00cb0102\n"
	        "DBG:  response: sw=6282  datalen=2\n",
	        "# ATR: 3B 02 14 50\n# protocol: T=1\n00 A4 04 00 02 D2 76 [000000] (9000)\n"
	        "pin secret1 hex \"6 bytes\"\n00 20 00 81 06 $secret1 [] (63C2)\n00 CB 01 02\n");
	becomes("scdaemon",
	        "scdaemon[1]: DBG: PCSC_data: "
	        "00da000120000102030405060708090a0b0c0d0e0f101112131415161718191a \\\n"
	        "scdaemon[1]: DBG:  1b1c1d1e1f\nscdaemon[1]: DBG:  response: sw=6102  datalen=0\n"
	        "scdaemon[1]: DBG: apdu_send_simple(0): 2 more bytes available\n"
	        "scdaemon[1]: DBG: PCSC_data: 00c0000002\nscdaemon[1]: DBG:      more: sw=9000  "
	        "datalen=2\n"
	        "scdaemon[1]: DBG:      dump: aabb\n",
	        "00 DA 00 01 20 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 "
	        "16 17 18 "
	        "19 1A 1B 1C 1D 1E 1F [] (6102)\n00 C0 00 00 02 [AABB] (9000)\n");
	becomes("scd",
	        "> scd reset\nOK\n> scd apdu --more 00 A4 04 00 00\n"
	        "D[0000]  41 42 43 44 45 46 47 48  49 4A 4B 4C 4D 4E 4F 50   ABCDEFGHIJKLMNOP\n"
	        "D[0010]  90 00                                              ..\nOK\n"
	        "scd apdu 00 84 00 00\nERR 100663404 Card error <SCD>\n",
	        "00 A4 04 00 00 [4142434445464748494A4B4C4D4E4F50] (9000)\n00 84 00 00\n"
	        "# line 8: ERR 100663404 Card error <SCD>\n");
}

static void shells(void **state)
{
	(void)state;
	becomes("gpshell-log",
	        "select -AID a000000003000000\nCommand --> 00A4040008A000000003000000\n"
	        "Wrapped command --> 00A4040008A00000000300000000\nResponse <-- 6F10\n9000\n"
	        "Unwrapped response <-- 6F109000\n--> 5: 00 84 00 00 08\n"
	        "Command --> 80500000080102030405060708\nWrapped command --> "
	        "8050000008010203040506070800\n"
	        "Response <--\n6A88\nCommand --> 80E20000FF01\nWrapped command --> 80E20000FF02\n"
	        "Chained command --> 90E2000001AA\nChained response <-- 9000\n"
	        "Chained command --> 80E2000001BB\nChained response <-- 9000\nResponse <-- 9000\n",
	        "# line 1: select -AID a000000003000000\n"
	        "00 A4 04 00 08 A0 00 00 00 03 00 00 00 00 [6F10] (9000)\n"
	        "80 50 00 00 08 01 02 03 04 05 06 07 08 00 [] (6A88)\n"
	        "90 E2 00 00 01 AA [] (9000)\n80 E2 00 00 01 BB [] (9000)\n");
	becomes("jcshell-log",
	        "cm>  /atr\nATR=3B 02 14 50\ncm>  /send 00A4040000\n"
	        " => 00 A4 04 00 0C 41 42 43 44 45 46 47 48 49 4A 4B    .....ABCDEFGHIJK\n    4C 00"
	        "                                              L.\n (1217 usec)\n"
	        " <= 6F 90 00                                           o..\nStatus: No Error\n",
	        "# ATR: 3B 02 14 50\n00 A4 04 00 0C 41 42 43 44 45 46 47 48 49 4A 4B 4C 00 [6F] "
	        "(9000)\n");
	becomes("apdutool-log",
	        "Received ATR = 0x3b 0x02 0x14 0x50\n"
	        "CLA: 00, INS: a4, P1: 04, P2: 00, Lc: 02, a0, 00, Le: 01, 6f, SW1: 90, SW2: 00\n"
	        "CLA: 80, INS: b8, P1: 00, P2: 00, Lc: 00, Le: 00, SW1: 6d, SW2: 00\nCLA: 80, INS: "
	        "b8\n",
	        "# ATR: 3B 02 14 50\n00 A4 04 00 02 A0 00 [6F] (9000)\n80 B8 00 00 [] (6D00)\n"
	        "# line 4: CLA: 80, INS: b8\n");
}

static void contactless(void **state)
{
	(void)state;
	/* The CRCs were computed with "openssl": X-25's polynomial with 6363 (ISO/IEC 14443-3,
	 * B.1). */
	becomes("proxmark",
	        "pm3 --> trace list -t 14a\n"
	        "  0 | 9 | Rdr |E0  80  31  73 | ok | RATS\n  1 | 2 | Tag |05  78  80  70  02  A5  "
	        "46 | ok |\n"
	        "  2 | 3 | Rdr |02  00  84  00  00  08 | | GET CHALLENGE\n"
	        "  2 | 3 | Tag |F2  01  91  40 | ok | WTX\n  2 | 3 | Rdr |F2  01  91  40 | ok | "
	        "WTX\n"
	        "  2 | 3 | Tag |12  01  02  03! | | \n  2 | 3 | Tag |12  01  02  03 | | \n"
	        "  2 | 3 | Rdr |A3  6F  C6 | ok | R(ACK)\n  2 | 3 | Tag |03  04  05 | | \n"
	        "    |   |     |90  00 | | \n"
	        "  2 | 3 | Rdr |03  00  84  00  00 | | \n  2 | 3 | Rdr |03  00  84  00  00 | | "
	        "again\n"
	        "  2 | 3 | Tag |02  67  00 | | \n  2 | 3 | Rdr |C2  E0  B4 | ok | DESELECT\n"
	        "  0 | 9 | Rdr |E0  80  31  73 | ok | RATS\n  2 | 3 | Rdr |0A  00  00  B0  00  00  "
	        "01 | | \n",
	        "# line 1: pm3 --> trace list -t 14a\n00 84 00 00 08 [0102030405] (9000)\n"
	        "00 84 00 00 [] (6700)\nreset\n00 B0 00 00 01\n");
	becomes("proxmark",
	        ">>>> [sel ] 00A4040000\n<<<< 6F9000\n[+] >>> 00840000\n[+] <<< 019000\n",
	        "00 A4 04 00 00 [6F] (9000)\n00 84 00 00 [01] (9000)\n");
	becomes("libnfc", "=> 00 84 00 00 01\n<= 2a 90 00\n", "00 84 00 00 01 [2A] (9000)\n");
	becomes("libnfc-log",
	        "debug\tlibnfc.driver.acr122_usb\tTX: 6f 0d 00 00 00 00 00 00 00 00 ff 00 00 00 08 "
	        "d4 40 01 00 84 00 00 01\n"
	        "debug\tlibnfc.driver.acr122_usb\tRX: 80 08 00 00 00 00 00 00 00 00 d5 41 00 2a 90 "
	        "00 90 00\n"
	        "debug\tlibnfc.bus.uart\tTX: 00 00 ff 07 f9 d4 40 01 00 b0 00 00 3b 00\n"
	        "debug\tlibnfc.bus.uart\tRX: 00 00 ff 05 fb d5 41 00 69 86 fb 00\n",
	        "00 84 00 00 01 [2A] (9000)\n00 B0 00 00 [] (6986)\n");
	becomes("libnfc-log", /* a serial port, and lines wrapped by e-mail */
	        "debug libnfc.bus.uart TX: 00 00 ff 08 f8 d4 40 01 00 84\n00 00 01 66 00\n"
	        "debug libnfc.bus.uart RX: 00 00 ff 00 ff 00\ndebug libnfc.chip.pn53x PN53x "
	        "ACKed\n"
	        "debug libnfc.bus.uart RX: 00 00 ff 06 fa\ndebug libnfc.bus.uart RX: d5 41\n"
	        "debug libnfc.bus.uart RX: 00 2a\n90 00\ndebug libnfc.bus.uart RX: 30 00\n"
	        "debug libnfc.driver.acr122_usb TX: 6f 0c 00 00 00 00 00 00 00 00 ff 00 00 00 07\n"
	        "d4 40 01 00 b0 00 00\n"
	        "debug libnfc.driver.acr122_usb RX: 80 07 00 00 00 00 00 00 00 00 d5 41\n"
	        "00 69 86 90 00\n"
	        "debug libnfc.driver.acr122_usb TX: 6f 0c 00 00 00 00 00 00 00 00 ff 00 00 00 07 "
	        "d4 "
	        "40 01 00 b0 00 01\n"
	        "debug libnfc.driver.acr122_usb RX: 80 05 00 00 00 00 00 00 00 00 d5 41 01 90 00\n",
	        "00 84 00 00 01 [2A] (9000)\n00 B0 00 00 [] (6986)\n00 B0 00 01\n");
	becomes("libnfc-log", /* an extended frame */
	        "debug libnfc.bus.uart TX: 00 00 ff ff ff 00 08 f8 d4 40 01 00 84 00 00 01 66 00\n"
	        "debug libnfc.bus.uart RX: 00 00 ff ff ff 00 06 fa d5 41 00 2a 90 00 30 00\n",
	        "00 84 00 00 01 [2A] (9000)\n");
	becomes("nci", /* a card without APDUs, then the phone as a card, then as a reader */
	        "D NxpNciR : len = 10 <= 61050701010200FF0100\n"
	        "D NxpNciX : len = 5 => 0000023000\nD NxpNciR : len = 6 <= 000003112200\n"
	        "D NxpNciR : len = 10 <= 61050701020480FF0100\n"
	        "D NxpNciR : len = 8 <= 00000500A4040000\nD NxpNciX : len = 5 => 0000026A82\n"
	        "D NxpNciR : len = 10 <= 61050701020400FF0100\n"
	        "D NxpNciX : len = 3 => 000000\nD NxpNciR : len = 3 <= 000000\n"
	        "D NxpNciX : len = 8 => 0000050084000001\nD NxpNciR : len = 6 <= 0000032A9000\n",
	        "00 A4 04 00 00 [] (6A82)\n00 84 00 00 01 [2A] (9000)\n");
	becomes("nci",
	        "D NxpNciX : len = 4 > 21020100\nD NxpNciR : len = 8 > 00000500A4040000\n"
	        "D NxpNciX : len = 5 > 1000026F10\nD NxpNciX : len = 5 > 0000029000\n",
	        "00 A4 04 00 00 [6F10] (9000)\n");
	becomes("flipper", "I NFC transmit 1: 00840000\nI NFC response 1: 2A9000\n",
	        "00 84 00 00 [2A] (9000)\n");
	becomes("passport",
	        "sending [0x00, 0xA4, 0x04, 0x0C, 0x00]\n[unprotected] [0x61, 0x01], sw1:0x90 "
	        "sw2:0x00\n"
	        "sending [0x00, 0x84, 0x00, 0x00]\n[unprotected] [], sw1:0x6A sw2:0x82\n",
	        "00 A4 04 0C 00 [6101] (9000)\n00 84 00 00 [] (6A82)\n");
}

static void others(void **state)
{
	(void)state;
	becomes("freerdp",
	        "[x] pbSendBuffer: 00 84 00 00\n[x][com.freerdp.y] - cbRecvLength: 3\n[x] "
	        "pbRecvBuffer: 2A 90 00\n",
	        "00 84 00 00 [2A] (9000)\n");
	becomes("eid", "SCardTransmit(00 A4 04 00 00)\nSW12 = 6A 82\nSCardTransmit(00 84 00 00)\n",
	        "00 A4 04 00 00 (6A82)\n00 84 00 00\n");
	becomes("eid",
	        "DEBUG: SCardTransmit(00 A4 04 00 00)\nDEBUG:   SCardTransmit(): SW12 = 6A 82\n",
	        "00 A4 04 00 00 (6A82)\n");
	becomes("trace",
	        "10:00:00.000001 SCardConnect \"A 0\" context=0x1 share=0x2 protocols=0x3 < "
	        "card=0x5 "
	        "protocol=0x2: success, 0.100 ms\n"
	        "10:00:00.000001 SCardGetStatusChange context=0x1 timeout_ms=0, \"A 0\" 0000/0 -> "
	        "0022/3 "
	        "3B021450: success, 0.100 ms\n"
	        "10:00:00.000002 SCardTransmit \"A 0\" card=0x5 protocol=0x2 > 00 A4 04 00 02 (2 "
	        "bytes) < "
	        "6F 90 00: success, 0.200 ms\n"
	        "10:00:00.000003 SCardReconnect \"A 0\" card=0x5 share=0x2 protocols=0x3 "
	        "initialization=0x1 "
	        "< protocol=0x2: success, 0.2 ms\n"
	        "10:00:00.000004 SCardTransmit \"A 0\" card=0x5 protocol=0x2 > 00 84 00 00: not "
	        "transacted "
	        "(SCARD_E_NOT_TRANSACTED 0x80100016), 0.1 ms\n",
	        "# ATR: 3B 02 14 50\n# protocol: T=1\npin secret1 hex \"2 bytes\"\n"
	        "00 A4 04 00 02 $secret1 [6F] (9000)\nreset\n00 84 00 00\n");
	becomes("json",
	        "{\"schema\":1,\"event\":\"connect\",\"file\":null,\"line\":null,\"atr\":"
	        "\"3B021450\","
	        "\"protocol\":\"T=1\"}\n"
	        "{\"schema\":1,\"event\":\"echo\",\"text\":\"\\\"command\\\":\\\"00\\\"\"}\n"
	        "{\"schema\":1,\"event\":\"apdu\",\"file\":\"x\",\"line\":2,\"command\":"
	        "\"0020008104********\","
	        "\"response\":\"\",\"sw\":\"9000\",\"text\":\"success\",\"ms\":0.1,\"expect\":{"
	        "\"data\":null,"
	        "\"sw\":[\"9000\"],\"ms\":null},\"ok\":true}\n"
	        "{\"schema\":1,\"event\":\"reset\",\"file\":\"x\",\"line\":3,\"atr\":\"3B021450\"}"
	        "\n"
	        "{\"schema\":1,\"event\":\"apdu\",\"command\":\"00840000\",\"response\":null,"
	        "\"sw\":null}\n",
	        "# ATR: 3B 02 14 50\n# protocol: T=1\npin secret1 hex \"4 bytes\"\n"
	        "00 20 00 81 04 $secret1 [] (9000)\nreset\n# ATR: 3B 02 14 50\n00 84 00 00\n");
	session_is("capture", 2,
	           "# capture\n# session 1 usb 1.2 slot 0\n# ATR: 3B 00\n1 > 00 84 00 00\n"
	           "# session 2 usb 1.3 slot 0\n# ATR: 3B 02 14 50\n# protocol: T=0\n2 > 00 B0 00 "
	           "00 01\n"
	           "1 < 90 00\n2 # time extension\n2 < 2A 90 00\n2 # power off\n# session 2 usb "
	           "1.3 slot 0\n"
	           "# ATR: 3B 02 14 50\n2 > 00 B0 00 00 02\n2 < 67 00\n",
	           "# ATR: 3B 02 14 50\n# protocol: T=0\n# line 10: time extension\n"
	           "00 B0 00 00 01 [2A] (9000)\nreset cold\n# ATR: 3B 02 14 50\n00 B0 00 00 02 [] "
	           "(6700)\n");
}

/* Optional parts of formats. */
static void rarely_seen(void **state)
{
	struct conversion conversion;
	static const char two[] = "[ATR]: 3B 00\nTX: 00 84 00 00\nRX: 90 00\n";

	(void)state;
	becomes("pcsc-spy",
	        "SCardConnect\n i szReader A 00\n o phCard 0x1 (1)\n"
	        " o dwActiveProtocol: T=1 (0x00000002)\n => Command successful.\n"
	        "SCardStatus\n i hCard: 0x1\n o szReader A 00\n o Atr length: 0x00000002 (2)\n"
	        " o bAtr 3B 00\n => Command successful.\n"
	        "SCardStatus\n i hCard: 0x1\n o szReader A 00\n o bAtr \n => Command successful.\n"
	        "SCardTransmit\n i hCard: 0x1\n i bSendLength 0x00000004 (4)\n i bSendBuffer\n"
	        " i  0000 00 84 00 00 ....\n o bRecvLength 0x00000002 (2)\n o bRecvBuffer\n"
	        " o  0000 90 00 ..\n => Command successful.\n",
	        "# ATR: 3B 00\n# protocol: T=1\n00 84 00 00 [] (9000)\n");
	/* a masked byte is not a byte, and the next one does not take its place */
	becomes("opensc-tool",
	        "Sending: 00 84 00 00 \nReceived (SW1=0x**, SW2=0x00):\n"
	        "Sending: 00 84 00 01 \nReceived (SW1=: xx 90 00):\n",
	        "# line 2: Received (SW1=0x**, SW2=0x00):\n00 84 00 00\n"
	        "# line 4: Received (SW1=: xx 90 00):\n00 84 00 01\n");
	becomes("ykman-apdu",
	        "SEND: 00 B0 00 00 00\nRECV (SW=9000):\n41 42 80   AB\xC2\xB7\n"
	        "SEND: 00 B0 00 00 00\nRECV (SW=9000):\n41 42 20   AB\n",
	        "00 B0 00 00 00 [414280] (9000)\n00 B0 00 00 00 [414220] (9000)\n");
	becomes("ykman",
	        "DEBUG [ykman.pcsc.send_and_receive:12] SEND: 00840000\n"
	        "DEBUG [ykman.pcsc.send_and_receive:14] RECV: [300, 144, 0]\n",
	        "00 84 00 00\n# line 2: DEBUG [ykman.pcsc.send_and_receive:14] RECV: [300, 144, "
	        "0]\n");
	becomes("pyscard", "> 00 84 00 00\n> 00 84 00 01 ..\n",
	        "00 84 00 00\n# line 2: > 00 84 00 01 ..\n");
	/* the length of a PIN is in the line before */
	becomes("scdaemon",
	        "DBG: send apdu: c=00 i=20 p1=00 p2=81 lc=6 le=-1 em=0\n"
	        "DBG:   PCSC_data: 00 20 00 81 [hidden]\nDBG:  response: sw=9000  datalen=0\n",
	        "pin secret1 hex \"6 bytes\"\n00 20 00 81 06 $secret1 [] (9000)\n");
	/* masked by --pcap, and not masked */
	becomes("capture",
	        "# capture\n# session 1 usb 1.2 slot 0\n1 > 00 20 00 81 04 2A 2A 2A 2A\n"
	        "1 < 90 00\n1 > 00 20 00 81 04 31 32 33 34\n1 < 90 00\n",
	        "pin secret1 hex \"4 bytes\"\n00 20 00 81 04 $secret1 [] (9000)\n"
	        "00 20 00 81 04 31 32 33 34 [] (9000)\n");
	assert_true(read_text(&(struct dialect_request){.dialect = dialect_find("dump")},
	                      "# PROTOCOL: T=1\nA>> 00840000\nA<< 9000\n", &conversion));
	assert_string_equal(string_of(&conversion.text),
	                    "# protocol: T=1\n00 84 00 00 [] (9000)\n");
	conversion_free(&conversion);
	assert_false(read_text(&(struct dialect_request){.session = 9}, two, &conversion));
	assert_string_equal(conversion.problems[0].text, "no session 9: the trace has 1");
	conversion_free(&conversion);
}

/* Missing bytes are noticed through other parts of the format. */
static void cut(void **state)
{
	(void)state;
	becomes("apdu4j",
	        "A>> T=1 (4+0004) 00A40400 04 A000\nA<< (0000+2) (1ms) 9000\n"
	        "A>> T=1 (4+0000) 00840000 08\nA<< (0008+2) (1ms) 0102 9000\n",
	        "# line 1: incomplete command\n"
	        "# line 4: incomplete response\n00 84 00 00 08\n");
	becomes("dump", "6F009000\n0084000008\n# 24ms\n6700\n00B0000000\n# 2ms\n9000\n",
	        "00 84 00 00 08 [] (6700)\n00 B0 00 00 00 [] (9000)\n");
	becomes("opensc-log",
	        "Outgoing APDU (5 bytes):\n00 84 00\nIncoming APDU (2 bytes):\n90 00 ..\n"
	        "Outgoing APDU (5 bytes):\n00 84 00 00 01 .....\nIncoming APDU (20 bytes):\n"
	        "01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 ................\n"
	        "Outgoing APDU (4 bytes):\n00 84 00 00 ....\n",
	        "# line 2: 00 84 00\n# line 3: Incoming APDU (2 bytes):\n00 84 00 00 01\n"
	        "# line 9: Outgoing APDU (4 bytes):\n00 84 00 00\n");
	becomes("pcsc-spy",
	        "SCardTransmit\n i hCard: 0x1\n i bSendLength 0x00000005 (5)\n i bSendBuffer\n"
	        " i  0000 00 84 00\n o bRecvLength 0x00000002 (2)\n o bRecvBuffer\n o  0000 90 00 "
	        "..\n"
	        " => successful\nSCardTransmit\n i hCard: 0x1\n i bSendLength 0x00000004 (4)\n"
	        " i bSendBuffer\n i  0000 00 84 00 00\n o bRecvLength 0x00000004 (4)\n o "
	        "bRecvBuffer\n"
	        " o  0000 90 00 ..\n => successful\n",
	        "00 84 00 00\n");
	becomes("opensc-tool",
	        "Sending: 00 B0 00 00 20 \nReceived (SW1=0x90, SW2=0x00):\n00 01 02 03 ....\n"
	        "04 05 06 07 ....\n",
	        "00 B0 00 00 20\n# line 4: 04 05 06 07 ....\n");
	becomes("proxmark",
	        "  2 | 3 | Tag |A2  E6  D7 | ok | R(ACK)\n  2 | 3 | Rdr |03  10  11 | | rest of a "
	        "command\n"
	        "  2 | 3 | Tag |03  90  00 | |\n  2 | 3 | Rdr |02  00  84  00  00 | |\n"
	        "  2 | 3 | Tag |02  90  00  F1  08 | A ok| \n",
	        "00 84 00 00\n");
}

static void words(void **state)
{
	static const char *const pairs[][2] = {
		{"\xE2\x86\x92 00 84 00 00 01", "\xE2\x86\x90 2A 90 00"},
		{"C-APDU: 0084000001", "R-APDU: 2A9000"},
		{"Command: 00 84 00 00 01", "Response: 2a 90 00"},
		{"TX: 00 84 00 00 01", "RX: 2A 90 00"},
		{"SEND 0x00 0x84 0x00 0x00 0x01", "RECV 0x2A 0x90 0x00"},
		{"12:00:01.5 [main] DEBUG Card - Sending APDU (5 bytes): 00 84 00 00 01",
	         "12:00:01.6 [main] DEBUG Card - Received (3 bytes): 2A 90 00"},
		{"11-29 10:43:28.123  1234  1234 D HCE: Command APDU [5]: 00:84:00:00:01",
	         "11-29 10:43:28.123  1234  1234 D HCE: Response APDU [3]: 2A:90:00"},
		{"--> 00 84 00 00 01", "<-- 2A 90 00"},
		{"-> 00 84 00 00 01", "<- 2A 90 00"},
		{">> 00 84 00 00 01", "<< 2A 90 00"},
		{"[SEND]: 00 84 00 00 01", "[RESP]: 2A 90 00"},
		{"cmd = 0084000001", "rsp = 2A SW=9000"},
		{"tx> 0084000001 // random", "rx> 2A9000"},
		{"SEND: 0084000001 // random", "RCV: 2A9000 // OK"},
		{"C-APDU0: 0084000001", "R-APDU0: 2A9000"},
		{"W Main: CardException: not found, CAPDU = 0084000001, RAPDU = 2A9000 (SW = "
	         "0x9000)",
	         ""},
		{"LE=01 | APDU 00 84 00 00 01  | RSP 2A 90 00 (OK)", ""},
		{"C-APDU: 0084000001  \u2705 random", "R-APDU: 2A9000  \u2705 OK"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		char text[300];

		snprintf(text, sizeof text, "%s\n%s\n", pairs[i][0], pairs[i][1]);
		becomes("words", text, "00 84 00 00 01 [2A] (9000)\n");
	}
	becomes("words",
	        "[ATR]: 3B 02 14 50\n[ATR]: 3B 02 14 50\nTX: FF 11 18 F6\nRX: FF 11 18 F6\n"
	        "Command: 00B0000002\nResponse: 0102\nSW: 9000\nCommand: 00840000\nStatus: 6D00\n"
	        "Response: too late\n",
	        "# ATR: 3B 02 14 50\n# line 3: PPS exchange, not a command\n"
	        "00 B0 00 00 02 [0102] (9000)\n00 84 00 00 [] (6D00)\n# line 10: Response: too "
	        "late\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pcsc_spy), cmocka_unit_test(opensc),
		cmocka_unit_test(ykman),    cmocka_unit_test(pyscard),
		cmocka_unit_test(pysim),    cmocka_unit_test(scdaemon),
		cmocka_unit_test(shells),   cmocka_unit_test(contactless),
		cmocka_unit_test(others),   cmocka_unit_test(words),
		cmocka_unit_test(cut),      cmocka_unit_test(rarely_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
