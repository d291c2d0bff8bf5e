/* Describes values of file control parameters: the type of a file and its access rules. Clauses are
 * those of ISO/IEC 7816-4:2005. The _text functions add the meaning of data's bytes to words, the
 * _details functions details to field. */
#ifndef TLV_FILE_VALUE_H
#define TLV_FILE_VALUE_H

#include "tlv/tlv_data.h"
#include "words/node.h"
#include "words/words.h"

/* The file descriptor byte, and the size and number of records if they follow (5.3.3.3, table 14).
 */
void file_descriptor_text(struct words *words, const struct tlv_data *data);
/* A path: file identifiers of two bytes, "EF.DIR (2F00) / …". */
void file_path_text(struct words *words, const struct tlv_data *data);
/* A reference to a record of EF.ARR, or rules for each security environment (ETSI TS 102 221,
 * 11.1.1.4.7.2). */
void access_rule_text(struct words *words, const struct tlv_data *data);
/* A security condition byte (5.4.3.1, table 20). */
void security_condition_text(struct words *words, const struct tlv_data *data);

/* Access rights, kind being VALUE_ACCESS_COMPACT or VALUE_ACCESS_MODE: each operation and its
 * condition (5.4.3). */
void access_details(struct tree *tree, node_id field, enum tlv_value kind,
                    const struct tlv_data *data);
/* The PINs of a PIN status template, and whether each is enabled (ETSI TS 102 221, 11.1.1.4.10). */
void pin_status_details(struct tree *tree, node_id field, const struct tlv_data *data);

/* Returns true if the value of an FCP has objects that only UICCs send: a PIN status template, or a
 * reference to EF.ARR (ETSI TS 102 221, 11.1.1.3). */
bool fcp_is_uicc(const uint8_t *fcp, size_t length);

#endif
