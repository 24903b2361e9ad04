namespace Attn.Aksis;

/// <summary>The steps of a sign-in, named in the log when something is missing.</summary>
internal enum SignInStep
{
    LoginPage,
    LoginPost,
    ObsHome,
    Profile,
    PersonalPage,
    Photo,
    SchedulePage,
    LessonData,
}
