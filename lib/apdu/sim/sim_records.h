/* Describes the contents of files of SIMs and UICCs whose parts have lengths of their own. */
#ifndef APDU_SIM_SIM_RECORDS_H
#define APDU_SIM_SIM_RECORDS_H

#include "apdu/data_field.h"

/* Each function adds the field "data" with the parts of the file or record. Returns false, with
 * nothing added, if the data cannot be all of it. */

/* EF.IMSI; the data may end early */
bool describe_imsi(const struct data_context *context);
/* EF.ADN, EF.FDN, EF.MSISDN and the like: a name and a telephone number */
bool describe_dialling(const struct data_context *context);
/* EF.BDN: the same, and how it is compared */
bool describe_barred(const struct data_context *context);
/* EF.ICI and EF.OCI: the same, and when the call was */
bool describe_incoming_call(const struct data_context *context);
bool describe_outgoing_call(const struct data_context *context);
/* EF.CFIS: where calls are forwarded to */
bool describe_forwarding(const struct data_context *context);
/* EF.ECC of a USIM: an emergency call code */
bool describe_emergency_call(const struct data_context *context);
/* EF.SMS: a short message */
bool describe_message(const struct data_context *context);
/* EF.SMSP: parameters of short messages */
bool describe_parameters(const struct data_context *context);
/* EF.ACL: a list of APNs */
bool describe_access_points(const struct data_context *context);

#endif
