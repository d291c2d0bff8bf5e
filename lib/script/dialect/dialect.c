#include "script/dialect/dialect.h"

#include "script/dialect/dialect_formats.h"
#include "script/dialect/recognize.h"
#include "script/dialect/source.h"

#include <string.h>
#include <strings.h>

static void copy_own(struct conversion *conversion, struct span text)
{
	struct source source = {.rest = text};
	struct span line;
	size_t number;

	while (source_line(&source, &line, &number)) {
		text_add(&conversion->text, line.text, line.length);
		conversion_end_line(conversion, number);
	}
}

const struct dialect_row dialect_rows[] = {
	{"scriptor", "scripts and recordings of scriptor", .convert = copy_own},
	{"3gpp", "scripts of 3GPP TS 51.013, annex B: CMD, RST, INI, REM", MARK_OWN,
         .marks = dialect_3gpp_marks, .convert = dialect_3gpp},
	{"apdutool", "scripts of the Java Card development kit", MARK_OWN,
         .marks = dialect_apdutool_marks, .convert = dialect_apdutool},
	{"opensc", "scripts of opensc-explorer (apdu) and opensc-tool (-s)", MARK_COMMON,
         .marks = dialect_opensc_marks, .convert = dialect_opensc},
	{"gpshell", "scripts of GPShell: send_apdu", MARK_OWN, .marks = dialect_gpshell_marks,
         .convert = dialect_gpshell},
	{"jcshell", "scripts of JCShell: /send", MARK_OWN, .marks = dialect_jcshell_marks,
         .convert = dialect_jcshell},
	{"pysim", "scripts of pySim-shell: apdu --expect-sw", MARK_OWN,
         .marks = dialect_pysim_marks, .convert = dialect_pysim},
	{"pcscd", "log of pcscd --apdu or --debug", MARK_OWN, .marks = trace_pcscd_marks,
         .read = trace_pcscd, .end = trace_pcscd_end},
	{"pcsc-spy", "output of pcsc-spy", MARK_OWN, trace_spy_labels, .read = trace_spy,
         .end = trace_spy_end},
	{"opensc-log", "debug log of OpenSC", MARK_WIRE, trace_opensc_log_labels,
         .read = trace_opensc_log},
	{"opensc-tool", "output of opensc-tool -s", MARK_OWN, .marks = trace_opensc_tool_marks,
         .read = trace_opensc_tool},
	{"apdu4j", "log of apdu4j and GlobalPlatformPro", MARK_OWN, .marks = trace_apdu4j_marks,
         .read = trace_apdu4j},
	{"dump", "session dump of apdu4j", MARK_OWN, .marks = trace_dump_marks, .hashes = true,
         .read = trace_dump, .end = trace_dump_end},
	{"ykman", "log of ykman", MARK_WIRE, .marks = trace_ykman_marks, .read = trace_ykman},
	{"ykman-apdu", "output of ykman apdu", MARK_OWN, .marks = trace_ykman_apdu_marks,
         .read = trace_ykman_apdu},
	{"pyscard", "observers of pyscard, and output of scriptor", MARK_COMMON,
         .marks = trace_pyscard_marks, .arrows = true, .read = trace_pyscard},
	{"pysim-log", "APDU trace of pySim", MARK_OWN, .marks = trace_pysim_marks,
         .read = trace_pysim},
	{"scdaemon", "log of GnuPG's scdaemon", MARK_OWN, trace_scdaemon_labels,
         .read = trace_scdaemon, .end = trace_scdaemon_end},
	{"scd", "scd apdu of gpg-connect-agent --hex", MARK_OWN, .marks = trace_scd_marks,
         .read = trace_scd},
	{"gpshell-log", "output of GPShell", MARK_WIRE, trace_gpshell_labels,
         .read = trace_gpshell},
	{"jcshell-log", "output of JCShell", MARK_WIRE, .marks = trace_jcshell_marks,
         .read = trace_jcshell},
	{"apdutool-log", "output of apdutool and jCardSim", MARK_OWN, .marks = trace_apdutool_marks,
         .read = trace_apdutool},
	{"proxmark", "trace list and hf 14a apdu of Proxmark3", MARK_OWN,
         .marks = trace_proxmark_marks, .read = trace_proxmark, .end = trace_proxmark_end},
	{"libnfc", "output of libnfc's programs", MARK_COMMON, trace_libnfc_labels,
         trace_libnfc_marks, .read = trace_read_labels},
	{"libnfc-log", "debug log of libnfc with a PN532 or ACR122", MARK_OWN,
         .marks = trace_libnfc_debug_marks, .read = trace_libnfc_debug,
         .end = trace_libnfc_debug_end},
	{"nci", "NCI packets in the log of NXP's Android stack", MARK_OWN, trace_nci_labels,
         .read = trace_nci},
	{"flipper", "NFC log of Flipper Zero", MARK_OWN, trace_flipper_labels,
         .read = trace_read_labels},
	{"passport", "log of NFCPassportReader (iOS)", MARK_OWN, trace_passport_labels,
         .read = trace_read_labels},
	{"freerdp", "smart card log of FreeRDP", MARK_OWN, trace_freerdp_labels,
         .read = trace_read_labels},
	{"eid", "log of eID middleware: SCardTransmit(...), SW12", MARK_OWN,
         .marks = trace_eid_marks, .read = trace_eid},
	{"trace", "output of --trace", MARK_OWN, trace_calls_labels, .read = trace_calls},
	{"json", "output of scriptor --json", MARK_OWN, .marks = trace_json_marks,
         .read = trace_json},
	{"capture", "pcap and pcapng, or the text of capture(8)", MARK_OWN,
         .marks = trace_capture_marks, .hashes = true, .read = trace_capture},
	{"words", "command and response, C-APDU and R-APDU, TX and RX, arrows", MARK_WEAK,
         .marks = trace_words_marks, .read = trace_words},
	{"pairs", "lines of bytes, command and response in turn; never guessed", .read = trace_dump,
         .end = trace_dump_end},
};
static const size_t row_count = sizeof dialect_rows / sizeof dialect_rows[0];

const char *dialect_word(unsigned n)
{
	return n < row_count ? dialect_rows[n].name : NULL;
}

const struct dialect_row *dialect_find(const char *name)
{
	for (size_t i = 0; i < row_count; i++)
		if (strcasecmp(name, dialect_rows[i].name) == 0)
			return &dialect_rows[i];
	return NULL;
}

bool dialect_is_own(const struct dialect_row *row)
{
	return row == &dialect_rows[0];
}

/* Returns true for lines of bytes only, if each second line ends like a response. */
static bool is_paired(struct conversion *conversion, struct span text)
{
	struct source source = {.rest = text};
	struct octets octets = {.half = false};
	size_t count = 0, number;
	struct span line;
	bool paired = true;

	while (paired && source_line(&source, &line, &number)) {
		line = span_trim(line);
		if (line.length == 0 || line.text[0] == '#')
			continue;
		octets_clear(&octets);
		struct span rest = octets_read(&octets, line, SIZE_MAX);
		const uint8_t *bytes = octets_data(&octets);
		size_t length = octets.bytes.length;
		bool response = length >= 2 && (bytes[length - 2] & 0xF0) == 0x90;
		response = response ||
			(length >= 2 && bytes[length - 2] > 0x60 && bytes[length - 2] < 0x70);
		paired = !octets_failed(&octets) && rest.length == 0 &&
			(count++ % 2 == 0 ? length >= 4 : response);
	}
	conversion->failed = conversion->failed || octets_failed(&octets);
	octets_free(&octets);
	return paired && count > 0 && count % 2 == 0;
}

/* Returns the dialect of the text; NULL after an error. */
static const struct dialect_row *choose_dialect(const struct dialect_request *request,
                                                struct span text, struct conversion *conversion)
{
	const struct dialect_table table = {dialect_rows, row_count};
	const struct dialect_row *row = request->dialect, *rival = NULL;

	if (row == NULL && !recognize(&table, text, &row, &rival))
		conversion->failed = true;
	if (rival != NULL)
		conversion_problem(conversion, 0, SEVERITY_ERROR,
		                   "could be %s or %s; choose one with --dialect", row->name,
		                   rival->name);
	if (row == NULL)
		row = &dialect_rows[0];
	return conversion->failed || rival != NULL ? NULL : row;
}

const struct dialect_row *dialect_guess(struct span text)
{
	const struct dialect_table table = {dialect_rows, row_count};
	const struct dialect_row *row = NULL, *rival = NULL;

	if (!recognize(&table, text, &row, &rival) || rival != NULL || row == NULL)
		return NULL;
	return row->mark >= MARK_COMMON ? row : NULL;
}

/* A NUL is accepted only by scriptor's own parser, and in traces, which may have damaged lines. */
static bool find_nul(struct span text, struct conversion *conversion)
{
	const char *nul = text.length > 0 ? memchr(text.text, '\0', text.length) : NULL;
	size_t line = 1;

	if (nul == NULL)
		return false;
	for (const char *at = text.text; at < nul; at++)
		line += *at == '\n';
	conversion_problem(conversion, line, SEVERITY_ERROR, "NUL byte: not text (or UTF-16)");
	return true;
}

bool dialect_read(const struct dialect_request *request, const char *text, size_t length,
                  struct conversion *conversion)
{
	static const char bom[] = "\xEF\xBB\xBF";
	struct span all = {text, length};

	if (span_starts(all, bom))
		all = span_from(all, 3);
	const struct dialect_row *row = choose_dialect(request, all, conversion);
	conversion->row = row;
	if (row == NULL)
		return false;
	conversion->paired =
		request->dialect == NULL && dialect_is_own(row) && is_paired(conversion, all);
	if (row->read == NULL && request->session > 1)
		conversion_problem(conversion, 0, SEVERITY_ERROR,
		                   "no session %zu: only a trace has several", request->session);
	if (row->read != NULL)
		trace_read(row, request, all, conversion);
	else if (dialect_is_own(row) || !find_nul(all, conversion))
		row->convert(conversion, all);
	conversion->failed = conversion->failed || conversion->text.failed;
	return !conversion->wrong && !conversion->failed;
}
