/* The functions and labels of the formats for their rows in dialect.c (struct dialect_row):
 * dialect_ of scripts, trace_ of traces. */
#ifndef SCRIPT_DIALECT_DIALECT_FORMATS_H
#define SCRIPT_DIALECT_DIALECT_FORMATS_H

#include "script/dialect/trace_lines.h"

bool dialect_3gpp_marks(struct span line);
void dialect_3gpp(struct conversion *conversion, struct span text);
bool dialect_apdutool_marks(struct span line);
void dialect_apdutool(struct conversion *conversion, struct span text);
bool dialect_opensc_marks(struct span line);
void dialect_opensc(struct conversion *conversion, struct span text);
bool dialect_gpshell_marks(struct span line);
void dialect_gpshell(struct conversion *conversion, struct span text);
bool dialect_jcshell_marks(struct span line);
void dialect_jcshell(struct conversion *conversion, struct span text);
bool dialect_pysim_marks(struct span line);
void dialect_pysim(struct conversion *conversion, struct span text);

bool trace_pcscd_marks(struct span line);
void trace_pcscd(struct trace *trace, struct span line);
void trace_pcscd_end(struct trace *trace);
extern const struct trace_label trace_spy_labels[];
void trace_spy(struct trace *trace, struct span line);
void trace_spy_end(struct trace *trace);
extern const struct trace_label trace_opensc_log_labels[];
void trace_opensc_log(struct trace *trace, struct span line);
bool trace_opensc_tool_marks(struct span line);
void trace_opensc_tool(struct trace *trace, struct span line);
bool trace_apdu4j_marks(struct span line);
void trace_apdu4j(struct trace *trace, struct span line);
bool trace_dump_marks(struct span line);
void trace_dump(struct trace *trace, struct span line);
void trace_dump_end(struct trace *trace);
bool trace_ykman_marks(struct span line);
void trace_ykman(struct trace *trace, struct span line);
bool trace_ykman_apdu_marks(struct span line);
void trace_ykman_apdu(struct trace *trace, struct span line);
bool trace_pyscard_marks(struct span line);
void trace_pyscard(struct trace *trace, struct span line);
bool trace_pysim_marks(struct span line);
void trace_pysim(struct trace *trace, struct span line);
extern const struct trace_label trace_scdaemon_labels[];
void trace_scdaemon(struct trace *trace, struct span line);
void trace_scdaemon_end(struct trace *trace);
bool trace_scd_marks(struct span line);
void trace_scd(struct trace *trace, struct span line);
extern const struct trace_label trace_gpshell_labels[];
void trace_gpshell(struct trace *trace, struct span line);
bool trace_jcshell_marks(struct span line);
void trace_jcshell(struct trace *trace, struct span line);
bool trace_apdutool_marks(struct span line);
void trace_apdutool(struct trace *trace, struct span line);
bool trace_proxmark_marks(struct span line);
void trace_proxmark(struct trace *trace, struct span line);
void trace_proxmark_end(struct trace *trace);
extern const struct trace_label trace_libnfc_labels[];
bool trace_libnfc_marks(struct span line);
bool trace_libnfc_debug_marks(struct span line);
void trace_libnfc_debug(struct trace *trace, struct span line);
void trace_libnfc_debug_end(struct trace *trace);
extern const struct trace_label trace_nci_labels[];
void trace_nci(struct trace *trace, struct span line);
extern const struct trace_label trace_calls_labels[];
void trace_calls(struct trace *trace, struct span line);
bool trace_json_marks(struct span line);
void trace_json(struct trace *trace, struct span line);
bool trace_capture_marks(struct span line);
void trace_capture(struct trace *trace, struct span line);
extern const struct trace_label trace_flipper_labels[];
extern const struct trace_label trace_passport_labels[];
extern const struct trace_label trace_freerdp_labels[];
bool trace_eid_marks(struct span line);
void trace_eid(struct trace *trace, struct span line);
bool trace_words_marks(struct span line);
void trace_words(struct trace *trace, struct span line);

#endif
