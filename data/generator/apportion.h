/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_APPORTION_H
#define GENERATOR_APPORTION_H

/* Divides the total over the parts in proportion to the weights, so that it adds up exactly; every part gets
 * at least 'least', which the total must be enough for. */
void apportion(int total, int least, const double *weights, int count, int *parts);

#endif
