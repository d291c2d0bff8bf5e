/* limits READER: shows which calls the client library rejects on its own, and the lengths that it
 * returns: prints a line for each call with its code and the resulting length. The fake winscard
 * and pcsc-lite must give the same results (tests/pcsc/ifd.bats). The reader has a card with T=1
 * that responds with 9000 to everything; the attribute 7FFF0000 of 264 bytes, 7FFF0001 of more,
 * 7FFF0002 of none; and the control code 1 of 600 bytes. */
#include <reader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <winscard.h>

static SCARDCONTEXT context;
static const char *reader;
static BYTE big[MAX_BUFFER_SIZE_EXTENDED + 16];

static void show(const char *what, LONG rv, DWORD length)
{
	printf("%s: 0x%08lX %lu\n", what, (unsigned long)rv & 0xFFFFFFFF, (unsigned long)length);
}

static void list_one(const char *what, LPSTR out, DWORD length, DWORD needed)
{
	LONG rv = SCardListReaders(context, NULL, out, &length);

	show(what, rv, length == needed);
}

static void list_readers(void)
{
	DWORD needed = 0;
	char *list = NULL;

	show("list, length", SCardListReaders(context, NULL, NULL, &needed), 0);
	list_one("list, 1 byte", (LPSTR)big, 1, needed);
	list_one("list, exact", (LPSTR)big, needed, needed);
	list_one("list, allocated", (LPSTR)&list, SCARD_AUTOALLOCATE, needed);
	SCardFreeMemory(context, list);
	show("list, allocated nowhere",
	     SCardListReaders(context, NULL, NULL, &(DWORD){SCARD_AUTOALLOCATE}), 0);
}

static void states(DWORD count, DWORD known, const char *what)
{
	SCARD_READERSTATE list[17];

	memset(list, 0, sizeof list);
	for (DWORD i = 0; i < count; i++) {
		list[i].szReader = reader;
		list[i].dwCurrentState = known;
	}
	show(what, SCardGetStatusChange(context, 0, list, count), 0);
}

static void names(size_t length, const char *what)
{
	char *name = malloc(length + 1);
	DWORD protocol;
	SCARDHANDLE card;

	memset(name, 'x', length);
	name[length] = '\0';
	show(what, SCardConnect(context, name, SCARD_SHARE_SHARED, 3, &card, &protocol), 0);
	free(name);
}

static void attribute(SCARDHANDLE card, DWORD tag, BYTE *out, DWORD room, const char *what)
{
	DWORD length = room;
	LONG rv = SCardGetAttrib(card, tag, out, &length);

	show(what, rv, length);
}

static void attributes(SCARDHANDLE card)
{
	DWORD length = SCARD_AUTOALLOCATE;
	BYTE *copy = NULL;

	attribute(card, 0x7FFF0000, NULL, 0, "attribute, length");
	attribute(card, 0x7FFF0000, NULL, 100000, "attribute, length, whatever is passed");
	attribute(card, 0x7FFF0000, big, 264, "attribute, 264 bytes of room");
	attribute(card, 0x7FFF0000, big, 265, "attribute, 265 bytes of room");
	attribute(card, 0x7FFF0000, big, 263, "attribute, 263 bytes of room");
	attribute(card, 0x7FFF0001, big, 264, "attribute of more than 264 bytes");
	attribute(card, 0x7FFF0002, big, 264, "attribute of none");
	attribute(card, 0x00010199, big, 264, "no such attribute");
	attribute(card, 0x00010199, big, 265, "no such attribute, 265 bytes of room");
	LONG rv = SCardGetAttrib(card, 0x7FFF0000, (LPBYTE)&copy, &length);
	show("attribute, allocated", rv, length);
	SCardFreeMemory(context, copy);
	attribute(card, 0x7FFF0000, NULL, SCARD_AUTOALLOCATE, "attribute, allocated nowhere");
	show("set an attribute of 264 bytes", SCardSetAttrib(card, 0x7FFF0009, big, 264), 0);
	show("set an attribute of 265 bytes", SCardSetAttrib(card, 0x7FFF0009, big, 265), 0);
}

static void control(SCARDHANDLE card, DWORD code, DWORD sent, DWORD room, const char *what)
{
	DWORD length = 12345;
	LONG rv = SCardControl(card, code, big, sent, big, room, &length);

	show(what, rv, length);
}

static void transmit(SCARDHANDLE card, DWORD sent, DWORD room, const char *what)
{
	DWORD length = room;
	LONG rv;

	memcpy(big, "\x00\xA4\x00\x00", 4);
	rv = SCardTransmit(card, SCARD_PCI_T1, big, sent, NULL, big, &length);
	show(what, rv, length);
}

static void status(SCARDHANDLE card)
{
	DWORD name = 3, atr = 1, state, protocol;
	LONG rv = SCardStatus(card, (LPSTR)big, &name, &state, &protocol, big, &atr);

	show("status, little room", rv, name == strlen(reader) + 1);
	show("status, length of the ATR", 0, atr);
	show("status, no lengths", SCardStatus(card, NULL, NULL, NULL, NULL, NULL, NULL), 0);
	show("status, a name without a length",
	     SCardStatus(card, (LPSTR)big, NULL, &state, &protocol, NULL, NULL), 0);
	name = SCARD_AUTOALLOCATE;
	show("status, a name allocated nowhere",
	     SCardStatus(card, NULL, &name, &state, &protocol, NULL, NULL), 0);
}

int main(int count, char **arguments)
{
	SCARDHANDLE card = 0;
	DWORD protocol;
	LONG rv;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (count != 2 ||
	    SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		return 2;
	reader = arguments[1];
	list_readers();
	states(16, SCARD_STATE_UNAWARE, "16 states");
	states(17, SCARD_STATE_UNAWARE, "17 states");
	states(17, SCARD_STATE_IGNORE, "17 states that are ignored");
	states(0, 0, "no states");
	names(128, "a name of 128 characters");
	names(129, "a name of 129 characters");
	rv = SCardConnect(context, reader, SCARD_SHARE_SHARED, 3, &card, &protocol);
	show("connect", rv, protocol);
	attributes(card);
	control(card, 1, 4, 600, "control, 600 bytes of room");
	control(card, 1, 4, 599, "control, 599 bytes of room");
	control(card, 2, 4, 600, "no such control code");
	control(card, 1, MAX_BUFFER_SIZE_EXTENDED, 600, "control, 65548 bytes sent");
	control(card, 1, MAX_BUFFER_SIZE_EXTENDED + 1, 600, "control, 65549 bytes sent");
	transmit(card, 5, 2, "transmit, 2 bytes of room");
	transmit(card, 5, 1, "transmit, 1 byte of room");
	transmit(card, MAX_BUFFER_SIZE_EXTENDED, 2, "transmit, 65548 bytes sent");
	transmit(card, MAX_BUFFER_SIZE_EXTENDED + 1, 2, "transmit, 65549 bytes sent");
	status(card);
	show("disconnect", SCardDisconnect(card, SCARD_LEAVE_CARD), 0);
	return SCardReleaseContext(context) != SCARD_S_SUCCESS;
}
