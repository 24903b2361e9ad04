namespace Attn.Aksis.Simulator;

/// <summary>The answers of the portal that a test can break or delay.</summary>
public enum SimulatedPage
{
    LoginForm,
    LoginPost,
    Landing,
    ObsHome,
    PersonalPage,
    Photo,
    SchedulePage,
    LessonData,
}
