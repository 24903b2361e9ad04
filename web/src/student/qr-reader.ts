/** Returns the text of the QR code in the current picture of a video, or null. */
export type ReadQr = (video: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

interface DetectorConstructor {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const MAX_SIDE = 640;

/** The browser's own reader if it has one; otherwise one in JavaScript (Safari, Firefox, desktop Linux). */
export async function createQrReader(): Promise<ReadQr> {
  const { BarcodeDetector } = window as unknown as { BarcodeDetector?: DetectorConstructor };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => null)) ?? [];
  if (!BarcodeDetector || !formats.includes('qr_code')) return createScriptReader();
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function createScriptReader(): Promise<ReadQr> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, MAX_SIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context?.drawImage(video, 0, 0, canvas.width, canvas.height);
    const image = context?.getImageData(0, 0, canvas.width, canvas.height);
    try {
      return image ? decodeQR(image) : null;
    } catch {
      // It throws for every picture without a code.
      return null;
    }
  };
}

/** The code in a scanned text, if it is a join address. */
export function codeFromUrl(text: string): string | null {
  try {
    const code = new URL(text).pathname.match(/\/join\/([^/]+)\/?$/)?.[1];
    return code ? decodeURIComponent(code) : null;
  } catch {
    return null;
  }
}
