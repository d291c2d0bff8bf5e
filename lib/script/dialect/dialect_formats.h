/* The readers of the formats, which dialect.c has a row for each of: dialect_ of scripts, trace_ of
 * traces. */
#ifndef SCRIPT_DIALECT_DIALECT_FORMATS_H
#define SCRIPT_DIALECT_DIALECT_FORMATS_H

#include "script/dialect/trace_lines.h"

void dialect_3gpp(struct conversion *conversion, const char *text, size_t length);
bool dialect_3gpp_marks(struct span line);
void dialect_apdutool(struct conversion *conversion, const char *text, size_t length);
bool dialect_apdutool_marks(struct span line);
void dialect_opensc(struct conversion *conversion, const char *text, size_t length);
bool dialect_opensc_marks(struct span line);

extern const struct trace_label trace_pcscd_labels[];
void trace_pcscd(struct trace *trace, struct span line);
void trace_pcscd_end(struct trace *trace);
extern const struct trace_label trace_apdu4j_labels[];
void trace_apdu4j(struct trace *trace, struct span line);
bool trace_dump_marks(struct span line);
void trace_dump(struct trace *trace, struct span line);

#endif
