/** What the server accepts without reducing it further. */
const MAX_BYTES = 1024 * 1024;
const MAX_SIDE = 1280;
const MIN_SIDE = 200;
const QUALITIES = [0.9, 0.8, 0.65];

export interface Source {
  image: CanvasImageSource;
  width: number;
  height: number;
}

/** A JPEG of at most 1 MB, without the metadata (place, device) of a camera's file. */
export async function toJpeg(source: Source): Promise<Blob> {
  let side = Math.min(MAX_SIDE, Math.max(source.width, source.height));
  for (;;) {
    const canvas = draw(source, side);
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      if (blob && blob.size <= MAX_BYTES) return blob;
    }
    if (side < MIN_SIDE) throw new Error('The picture cannot be made small enough.');
    side = Math.round(side * 0.7);
  }
}

function draw({ image, width, height }: Source, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

export const sourceFromVideo = (video: HTMLVideoElement): Source => ({
  image: video,
  width: video.videoWidth,
  height: video.videoHeight,
});

/** Upright, as the metadata says. Throws if the browser cannot read the file as a picture. */
export async function sourceFromFile(file: Blob): Promise<Source> {
  const image = await createImageBitmap(file);
  return { image, width: image.width, height: image.height };
}
