namespace Attn.Faces.Engine;

/// <summary>Indices of the FaceMesh points in use. Left and right are sides of the picture.</summary>
internal static class MeshPoints
{
    public const int Count = 468;

    public const int LeftEyeOuter = 33;
    public const int LeftEyeInner = 133;
    public const int RightEyeInner = 362;
    public const int RightEyeOuter = 263;
    public const int NoseTip = 1;
    public const int NoseBase = 2;
    public const int MouthLeft = 61;
    public const int MouthRight = 291;
    public const int NoseBridge = 168;
    public const int Chin = 152;
    public const int LeftBrow = 70;
    public const int RightBrow = 300;
    public const int LeftCheek = 234;
    public const int RightCheek = 454;
}
