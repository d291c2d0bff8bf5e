/* "atr_parser --cgi" as a program of its own: a web server starts it for each request, and it has
 * only what the pages need. */
#include "atr_parser/page/cgi.h"

#include "sys/output.h"

int main(void)
{
	output_start();
	return output_end((int)cgi_answer());
}
