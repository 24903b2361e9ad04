namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>What a student checks in with.</summary>
internal enum Evidence
{
    Complete,
    WrongNetwork,
    Selfie,

    /// <summary>The program dies after it saved the pictures.</summary>
    SelfieThenCrash,
}
