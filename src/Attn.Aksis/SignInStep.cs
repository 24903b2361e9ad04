namespace Attn.Aksis;

/// <summary>Where a sign-in stood when something was missing; what the log names.</summary>
internal enum SignInStep
{
    Queue,
    LoginPage,
    LoginPost,
    ObsHome,
    Profile,
    PersonalPage,
    Photo,
    SchedulePage,
    LessonData,
}
