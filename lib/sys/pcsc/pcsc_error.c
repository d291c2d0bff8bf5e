#include "sys/pcsc/pcsc_error.h"

#include "base/card.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/process/process.h"

#include <stddef.h>

enum { OUR_OWN = 0x20000000 }; /* bit 29: marks codes of pcsckit, not of PC/SC */

struct error {
	uint32_t code;
	const char *name;
	const char *text;
	const char *hint; /* NULL: the user cannot do anything about it */
};

#define HINT_CARD "is the card the right way round, clean, and a chip card?"

/* Codes and names from PC/SC part 5 and pcsclite.h. 0x8010001F is E_UNEXPECTED on Windows, but
 * E_UNSUPPORTED_FEATURE in pcsc-lite and on macOS, which do not use 0x80100022. */
static const struct error errors[] = {
	{0x00000000, "SCARD_S_SUCCESS", "success", NULL},
	{0x80100001, "SCARD_F_INTERNAL_ERROR", "the service failed an internal check", NULL},
	{0x80100002, "SCARD_E_CANCELLED", "cancelled", NULL},
	{0x80100003, "SCARD_E_INVALID_HANDLE", "the connection is no longer valid",
         "was the service restarted? run the program again"},
	{0x80100004, "SCARD_E_INVALID_PARAMETER", "the service refused a parameter",
         "a service older than pcsc-lite 2.5.0 takes at most 16 readers in a call"},
	{0x80100005, "SCARD_E_INVALID_TARGET", "the service's start-up data are missing", NULL},
	{0x80100006, "SCARD_E_NO_MEMORY", "out of memory", NULL},
	{0x80100007, "SCARD_F_WAITED_TOO_LONG", "an internal wait of the service took too long",
         NULL},
	{0x80100008, "SCARD_E_INSUFFICIENT_BUFFER", "more bytes than fit into a message",
         "PC/SC carries at most 65538 bytes in each direction, and 264 of an attribute"},
	{0x80100009, "SCARD_E_UNKNOWN_READER", "no reader of that name",
         "pcsc_scan -r lists the readers"},
	{0x8010000A, "SCARD_E_TIMEOUT", "timed out", NULL},
	{0x8010000B, "SCARD_E_SHARING_VIOLATION", "another program holds the card",
         "end it, or wait: often gpg-agent (gpgconf --kill scdaemon), a browser or a PKCS#11 "
         "program"},
	{0x8010000C, "SCARD_E_NO_SMARTCARD", "no card in the reader", "insert a card"},
	{0x8010000D, "SCARD_E_UNKNOWN_CARD", "the card's name is not known", NULL},
	{0x8010000E, "SCARD_E_CANT_DISPOSE", "the card could not be left in that state", NULL},
	{0x8010000F, "SCARD_E_PROTO_MISMATCH", "the card offers none of the requested protocols",
         "let the card choose: without -p, or \"connect\" alone; with a faulty ATR try \"connect "
         "raw\""},
	{0x80100010, "SCARD_E_NOT_READY", "the reader or the card is not ready", "try again"},
	{0x80100011, "SCARD_E_INVALID_VALUE", "the service refused a value", NULL},
	{0x80100012, "SCARD_E_SYSTEM_CANCELLED", "cancelled by the system", NULL},
	{0x80100013, "SCARD_F_COMM_ERROR", "the connection to the service broke",
         "was pcscd stopped or restarted? \"pcsc_scan --doctor\" shows whether it runs"},
	{0x80100014, "SCARD_F_UNKNOWN_ERROR", "unknown failure of the service", NULL},
	{0x80100015, "SCARD_E_INVALID_ATR", "the ATR is not valid", NULL},
	{0x80100016, "SCARD_E_NOT_TRANSACTED", "the exchange with the card failed",
         "was the card pulled? insert it again"},
	{0x80100017, "SCARD_E_READER_UNAVAILABLE", "the reader is not available",
         "is it still plugged in?"},
	{0x80100018, "SCARD_P_SHUTDOWN", "the service is shutting down", NULL},
	{0x80100019, "SCARD_E_PCI_TOO_SMALL", "the protocol header is too small", NULL},
	{0x8010001A, "SCARD_E_READER_UNSUPPORTED", "the reader's driver is not supported", NULL},
	{0x8010001B, "SCARD_E_DUPLICATE_READER", "a reader of that name exists already", NULL},
	{0x8010001C, "SCARD_E_CARD_UNSUPPORTED", "the card is not supported", NULL},
	{0x8010001D, "SCARD_E_NO_SERVICE", "no PC/SC service",
         "\"pcsc_scan --doctor\" finds out why; a reader needs pcscd and its driver (Debian: "
         "pcscd, libccid; Fedora: pcsc-lite, pcsc-lite-ccid; Arch: pcsclite, ccid)"},
	{0x8010001E, "SCARD_E_SERVICE_STOPPED",
         "the PC/SC service does not support this version of libpcsclite",
         "libpcsclite and pcscd must be compatible: a flatpak, snap or container has its own"},
	{0x8010001F, "SCARD_E_UNSUPPORTED_FEATURE", "the reader or its driver cannot do that",
         NULL},
	{0x80100020, "SCARD_E_ICC_INSTALLATION", "no primary provider for the card", NULL},
	{0x80100021, "SCARD_E_ICC_CREATEORDER", "the order of objects is not supported", NULL},
	{0x80100022, "SCARD_E_UNSUPPORTED_FEATURE", "the card cannot do that", NULL},
	{0x80100023, "SCARD_E_DIR_NOT_FOUND", "no such directory on the card", NULL},
	{0x80100024, "SCARD_E_FILE_NOT_FOUND", "no such file on the card", NULL},
	{0x80100025, "SCARD_E_NO_DIR", "not a directory on the card", NULL},
	{0x80100026, "SCARD_E_NO_FILE", "not a file on the card", NULL},
	{0x80100027, "SCARD_E_NO_ACCESS", "no access to that file on the card", NULL},
	{0x80100028, "SCARD_E_WRITE_TOO_MANY", "the card has no room left", NULL},
	{0x80100029, "SCARD_E_BAD_SEEK", "invalid position in the card's file", NULL},
	{0x8010002A, "SCARD_E_INVALID_CHV", "the PIN is not valid", NULL},
	{0x8010002B, "SCARD_E_UNKNOWN_RES_MNG", "unknown failure of the resource manager", NULL},
	{0x8010002C, "SCARD_E_NO_SUCH_CERTIFICATE", "no such certificate", NULL},
	{0x8010002D, "SCARD_E_CERTIFICATE_UNAVAILABLE", "the certificate is not available", NULL},
	{0x8010002E, "SCARD_E_NO_READERS_AVAILABLE", "no reader connected",
         "plug in a reader; if one is plugged in, \"pcsc_scan --doctor\" finds out why it is "
         "not seen (most USB readers need libccid)"},
	{0x8010002F, "SCARD_E_COMM_DATA_LOST", "data was lost on the way to the card", "try again"},
	{0x80100030, "SCARD_E_NO_KEY_CONTAINER", "no such key container on the card", NULL},
	{0x80100031, "SCARD_E_SERVER_TOO_BUSY", "the service is too busy", "try again"},
	{0x80100065, "SCARD_W_UNSUPPORTED_CARD", "the service cannot parse the card's ATR",
         "pcsc_scan -c shows the ATR and what is wrong with it"},
	{0x80100066, "SCARD_W_UNRESPONSIVE_CARD", "the card does not respond", HINT_CARD},
	{0x80100067, "SCARD_W_UNPOWERED_CARD", "the card has no power or is mute", HINT_CARD},
	{0x80100068, "SCARD_W_RESET_CARD", "another program reset the card: its state is lost",
         "start again from the beginning"},
	{0x80100069, "SCARD_W_REMOVED_CARD", "the card was removed", "insert it again"},
	{0x8010006A, "SCARD_W_SECURITY_VIOLATION", "access denied",
         "polkit allows only local sessions: a rule for org.debian.pcsc-lite.access_pcsc and "
         "access_card allows others (ssh, services)"},
	{0x8010006B, "SCARD_W_WRONG_CHV", "wrong PIN", NULL},
	{0x8010006C, "SCARD_W_CHV_BLOCKED", "the PIN is blocked", NULL},
	{0x8010006D, "SCARD_W_EOF", "the end of the card's file was reached", NULL},
	{0x8010006E, "SCARD_W_CANCELLED_BY_USER", "cancelled by the user", NULL},
	{0x8010006F, "SCARD_W_CARD_NOT_AUTHENTICATED", "no PIN was verified by the card", NULL},
	{PCSC_NO_RESPONSE, "PCSC_NO_RESPONSE", "the PC/SC service does not respond",
         "pcscd may be stopped, stuck or busy with a card: \"pcsc_scan --doctor\" finds out"},
	{PCSC_NO_THREAD, "PCSC_NO_THREAD", "no thread to call the PC/SC service in", NULL},
	{PCSC_CARD_BUSY, "PCSC_CARD_BUSY", "another program keeps the card busy",
         "it may be in a transaction: end it, or wait (with scriptor: --wait -t SECONDS)"},
	{CARD_NO_RECORD, "no record", "the recording has no response to this command",
         "--replay uses records in order; --replay-any uses any record of the same command"},
};

static const struct error *find(uint32_t code)
{
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i].code == code)
			return &errors[i];
	return NULL;
}

const char *pcsc_error_name(uint32_t code)
{
	const struct error *error = find(code);

	return error != NULL ? error->name : "unknown code";
}

const char *pcsc_error_text(uint32_t code)
{
	const struct error *error = find(code);

	return error != NULL ? error->text : "unknown PC/SC error code";
}

static const char *hint_for(uint32_t code)
{
	const struct error *error = find(code);

	return error != NULL ? error->hint : NULL;
}

/* The service does not report which process uses which card, so all processes that use PC/SC are
 * listed. */
static void name_users(void)
{
	struct process_list users;
	char words[600];

	if (!process_using_pcsc("", &users))
		return;
	process_words(&users, words, sizeof words);
	if (words[0] != '\0')
		message_hint("these programs use PC/SC: %s", words);
	if (users.hidden > 0)
		message_hint("run as root to see programs of other users too");
	process_list_free(&users);
}

void pcsc_error_report(const char *what, uint32_t code)
{
	const char *hint = hint_for(code), *between = what != NULL ? ": " : "";

	what = what != NULL ? what : "";
	if (code & OUR_OWN)
		message_error("%s%s%s", what, between, pcsc_error_text(code));
	else
		message_error("%s%s%s (%s 0x%08X)", what, between, pcsc_error_text(code),
		              pcsc_error_name(code), code);
	if (hint != NULL)
		message_hint("%s", hint);
	if (code == PCSC_E_SHARING_VIOLATION || code == PCSC_CARD_BUSY)
		name_users();
}
