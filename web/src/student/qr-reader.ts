/** Gives what a QR code in this picture says, or null. */
export type ReadQr = (video: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

const SIDE = 640;

/** The browser's own reader where it has one for QR codes; else one that is fetched now (Safari, Firefox, desktop Linux). */
export async function makeReader(): Promise<ReadQr> {
  const native = (
    window as unknown as {
      BarcodeDetector?: { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };
    }
  ).BarcodeDetector;
  if (native && (await native.getSupportedFormats().catch(() => [] as string[])).includes('qr_code')) {
    const detector = new native({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  return async (video) => {
    const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // Thrown for every picture without a code.
      return null;
    }
  };
}

/** The code in a scanned text, if it is an address of this system. */
export function codeIn(text: string): string | null {
  try {
    const match = new URL(text).pathname.match(/\/join\/([^/]+)\/?$/);
    return match ? decodeURIComponent(match[1]!) : null;
  } catch {
    return null;
  }
}
