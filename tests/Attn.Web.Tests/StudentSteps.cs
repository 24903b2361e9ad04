namespace Attn.Web.Tests;

/// <summary>What a student does on the pages.</summary>
internal static class StudentSteps
{
    // The code may change before a slow browser has read it; then it is read again, as people do.
    private const int MaxTries = 6;

    public static async Task ScansAsync(this Person student, PhoneWithCamera camera, Person teacher)
    {
        for (var number = 1; ; number++)
        {
            await camera.SeesAsync(await teacher.ShowsCodeAsync());
            await student.Page.GotoAsync("/student/scan");
            if (await student.ArrivesAsync() || number == MaxTries)
                break;
        }
        await student.IsAtAsync("/student/sessions/");
    }

    public static async Task TypesAsync(this Person student, Person teacher)
    {
        for (var number = 1; ; number++)
        {
            await student.Field("code").FillAsync(await teacher.ShowsTypedCodeAsync());
            await student.ClickAsync("go-on");
            if (await student.ArrivesAsync() || number == MaxTries)
                break;
        }
        await student.IsAtAsync("/student/sessions/");
    }

    public static async Task TakesSelfieAsync(this Person student)
    {
        await student.ClickAsync("take");
        await student.Button("send").WaitForAsync();
    }

    public static Task IsToldAsync(this Person student, string word) =>
        student.Heading(student.Words[word]).WaitForAsync();

    /// <summary>Whether the code was accepted; it may have expired, or the camera may have missed it.</summary>
    private static async Task<bool> ArrivesAsync(this Person student)
    {
        try
        {
            await student.Page.WaitForURLAsync("**/student/sessions/*", new() { Timeout = 12_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
