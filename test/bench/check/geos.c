/*
 * GEOS over the same parcels and zones, through its C API. Reads a file written by geos.ts:
 *   u32 shapes, u32 parcels; per shape u32 rings, per ring u32 points and points x (f64 lon, f64 lat), closed.
 * The first `parcels` shapes are the fabric, the rest the zones. Then answers lines "plain K" and "tuned K" on standard
 * input with "milliseconds hits peakKB", and writes every hit as (u32 parcel, f64 planar area) to the result file.
 */
#include <geos_c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static GEOSContextHandle_t g;
static GEOSGeometry **shapes;
static double *boxes;
static unsigned *hits, hitCount, hitRoom;

static unsigned u32(FILE *f) { unsigned v; if (fread(&v, 4, 1, f) != 1) exit(3); return v; }

static GEOSGeometry *readShape(FILE *f, double *box) {
  unsigned rings = u32(f);
  GEOSGeometry **r = malloc(rings * sizeof *r);
  for (unsigned i = 0; i < rings; i++) {
    unsigned n = u32(f);
    double *xy = malloc(n * 16);
    if (fread(xy, 16, n, f) != n) exit(3);
    if (i == 0) {
      box[0] = box[2] = xy[0]; box[1] = box[3] = xy[1];
      for (unsigned k = 1; k < n; k++) {
        if (xy[2*k] < box[0]) box[0] = xy[2*k];
        if (xy[2*k] > box[2]) box[2] = xy[2*k];
        if (xy[2*k+1] < box[1]) box[1] = xy[2*k+1];
        if (xy[2*k+1] > box[3]) box[3] = xy[2*k+1];
      }
    }
    r[i] = GEOSGeom_createLinearRing_r(g, GEOSCoordSeq_copyFromBuffer_r(g, xy, n, 0, 0));
    free(xy);
  }
  GEOSGeometry *p = GEOSGeom_createPolygon_r(g, r[0], r + 1, rings - 1);
  free(r);
  return p;
}

static void take(void *item, void *data) {
  (void)data;
  if (hitCount == hitRoom) hits = realloc(hits, (hitRoom = hitRoom ? 2 * hitRoom : 1024) * 4);
  hits[hitCount++] = (unsigned)((size_t)item - 1);
}

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }

int main(int argc, char **argv) {
  g = GEOS_init_r();
  if (argc < 3) return 2;
  FILE *f = fopen(argv[1], "rb");
  unsigned count = u32(f), parcels = u32(f);
  shapes = malloc(count * sizeof *shapes);
  boxes = malloc(count * 32);
  GEOSSTRtree *tree = GEOSSTRtree_create_r(g, 10);
  for (unsigned i = 0; i < count; i++) {
    shapes[i] = readShape(f, boxes + 4 * i);
    if (i < parcels) GEOSSTRtree_insert_r(g, tree, shapes[i], (void *)(size_t)(i + 1));
  }
  fclose(f);
  /* The tree is built by its first query: one before the clock runs. */
  GEOSSTRtree_query_r(g, tree, shapes[0], take, NULL);
  printf("ready\n"); fflush(stdout);
  char mode[16]; unsigned k;
  double *areas = malloc(parcels * 8); unsigned *ids = malloc(parcels * 4);
  GEOSGeometry **kept = malloc(parcels * sizeof *kept);
  while (scanf("%15s %u", mode, &k) == 2) {
    int tuned = !strcmp(mode, "tuned");
    unsigned n = 0, made = 0;
    double began = now();
    GEOSGeometry *zone = shapes[parcels + k];
    if (GEOSisValid_r(g, zone) != 1) { printf("invalid\n"); fflush(stdout); continue; }
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(g, zone);
    hitCount = 0;
    GEOSSTRtree_query_r(g, tree, zone, take, NULL);
    for (unsigned h = 0; h < hitCount; h++) {
      unsigned p = hits[h];
      double area = 0;
      if (GEOSPreparedContains_r(g, prepared, shapes[p])) GEOSArea_r(g, shapes[p], &area);
      else if (GEOSPreparedIntersects_r(g, prepared, shapes[p])) {
        GEOSGeometry *near = zone, *part;
        const double *b = boxes + 4 * p;
        if (tuned) near = GEOSClipByRect_r(g, zone, b[0] - 1e-9, b[1] - 1e-9, b[2] + 1e-9, b[3] + 1e-9);
        part = near ? GEOSIntersection_r(g, near, shapes[p]) : NULL;
        if (!part) part = GEOSIntersection_r(g, zone, shapes[p]);
        if (near && near != zone) GEOSGeom_destroy_r(g, near);
        if (part) { GEOSArea_r(g, part, &area); kept[made++] = part; }
      }
      if (area > 0) { ids[n] = p; areas[n++] = area; }
    }
    GEOSPreparedGeom_destroy_r(g, prepared);
    double took = now() - began;
    while (made) GEOSGeom_destroy_r(g, kept[--made]);
    FILE *o = fopen(argv[2], "wb");
    fwrite(ids, 4, n, o); fwrite(areas, 8, n, o); fclose(o);
    struct rusage r; getrusage(RUSAGE_SELF, &r);
    printf("%.6f %u %ld\n", took, n, r.ru_maxrss); fflush(stdout);
  }
  return 0;
}
