using System.Globalization;
using Attn.Aksis.Simulator;
using Attn.Domain;

namespace Attn.Aksis.Tests;

public sealed class SignInTests
{
    [Fact]
    public async Task A_student_sign_in_returns_number_name_photo_and_todays_lessons()
    {
        await using var test = await PortalUnderTest.StartAsync();

        var user = await test.SignedInStudent();

        Assert.Equal(
            (PortalUnderTest.StudentNumber, PortalUnderTest.StudentName, UserRole.Student),
            (user.SchoolNumber, user.FullName, user.Role)
        );
        Assert.Equal(SimulatedPhoto.Of(PortalUnderTest.StudentNumber), user.Photo);
        Assert.Equal(
            [new ScheduledLesson("YBSB1008 - VERİ YAPILARI", "ELİF KARTAL", new TimeOnly(14, 40), new TimeOnly(17, 0))],
            user.Schedule!
        );
    }

    [Fact]
    public async Task A_teacher_sign_in_returns_the_username_as_number_and_a_name_without_titles()
    {
        await using var test = await PortalUnderTest.StartAsync();

        var user = PortalUnderTest.SignedIn(await test.TeacherSignsIn());

        Assert.Equal(new PortalUser("elif.kartal", "ELİF KARTAL", UserRole.Teacher, Schedule: null, Photo: null), user);
        Assert.Equal(0, test.Simulator.Requests(SimulatedPage.ObsHome));
    }

    [Theory]
    [InlineData("cagri", "wrong")]
    [InlineData("nobody", PortalUnderTest.Password)]
    public async Task Wrong_credentials_are_tried_exactly_once(string username, string password)
    {
        await using var test = await PortalUnderTest.StartAsync();

        Assert.Equal(
            PortalRefusal.WrongCredentials,
            (await test.Portal.SignInAsync(username, password, PortalUnderTest.Address, CancellationToken.None)).Refusal
        );
        Assert.Equal(1, test.Simulator.Requests(SimulatedPage.LoginPost));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cagri ")]
    [InlineData("ｃagri")]
    [InlineData("ca\0gri")]
    [InlineData("cagri.")]
    [InlineData("istanbul\\cagri")]
    [InlineData("istanbul/cagri")]
    public async Task An_implausible_username_does_not_reach_the_portal(string username)
    {
        await using var test = await PortalUnderTest.StartAsync();

        Assert.Equal(
            PortalRefusal.WrongCredentials,
            (
                await test.Portal.SignInAsync(
                    username,
                    PortalUnderTest.Password,
                    PortalUnderTest.Address,
                    CancellationToken.None
                )
            ).Refusal
        );
        Assert.Equal(0, test.Simulator.Requests(SimulatedPage.LoginForm));
    }

    [Fact]
    public async Task A_user_without_mark_or_profile_has_an_unknown_role()
    {
        await using var test = await PortalUnderTest.StartAsync();

        Assert.Equal(
            PortalRefusal.UnknownRole,
            (
                await test.Portal.SignInAsync(
                    "guest",
                    PortalUnderTest.Password,
                    PortalUnderTest.Address,
                    CancellationToken.None
                )
            ).Refusal
        );
    }

    [Fact]
    public async Task Two_hundred_concurrent_users_never_get_each_others_data()
    {
        await using var test = await PortalUnderTest.StartAsync();
        foreach (var number in Enumerable.Range(0, 100))
        {
            test.Simulator.With(Student(number));
            test.Simulator.With(
                SimulatedUser.Teacher(Name("teacher", number), PortalUnderTest.Password, $"Prof. Dr. Öğretmen {number}")
            );
        }

        var students = Enumerable
            .Range(0, 100)
            .Select(async number => Check(number, await SignIn(test, "student", number)));
        var teachers = Enumerable
            .Range(0, 100)
            .Select(async number => CheckTeacher(number, await SignIn(test, "teacher", number)));

        await Task.WhenAll(students.Concat(teachers));
    }

    [Fact]
    public async Task A_photo_can_be_embedded_in_the_page()
    {
        await using var test = await PortalUnderTest.StartAsync();
        var photo = SimulatedPhoto.Of("in the page");
        test.Simulator.With(
            PortalUnderTest.Student() with
            {
                PhotoSource = "data:image/jpeg;base64," + Convert.ToBase64String(photo),
            }
        );

        Assert.Equal(photo, (await test.SignedInStudent()).Photo);
        Assert.Equal(0, test.Simulator.Requests(SimulatedPage.Photo));
    }

    [Theory]
    [InlineData("data:image/jpeg;base64,@@@@")]
    [InlineData("data:image/jpeg,plain")]
    [InlineData("data:text/html;base64,PGI+PC9iPg==")]
    [InlineData("data:")]
    [InlineData("/Profil/Foto/missing")]
    [InlineData("http://[broken")]
    public async Task An_unreadable_photo_is_missing(string source)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.With(PortalUnderTest.Student() with { PhotoSource = source });

        var user = await test.SignedInStudent();

        Assert.Null(user.Photo);
        Assert.Single(user.Schedule!);
    }

    [Theory]
    [InlineData(1024 * 1024, true)]
    [InlineData(1024 * 1024 + 1, false)]
    public async Task A_photo_larger_than_one_megabyte_is_missing(int bytes, bool isAccepted)
    {
        await using var test = await PortalUnderTest.StartAsync();
        var photo = new byte[bytes];
        SimulatedPhoto.Of("large").AsSpan(0, 6).CopyTo(photo);
        (photo[^2], photo[^1]) = (0xFF, 0xD9);
        test.Simulator.With(PortalUnderTest.Student() with { Photo = photo });

        Assert.Equal(isAccepted, (await test.SignedInStudent()).Photo is not null);
    }

    [Fact]
    public async Task Todays_lessons_are_those_of_today_in_Istanbul()
    {
        await using var test = await PortalUnderTest.StartAsync();
        var midnight = new DateTimeOffset(2025, 2, 18, 0, 0, 0, TimeSpan.FromHours(3));
        test.Simulator.With(
            PortalUnderTest.Student() with
            {
                Lessons =
                [
                    new("Tomorrow", "", midnight.AddDays(1), midnight.AddDays(1).AddHours(1)),
                    new("Late", "", midnight.AddHours(23), midnight.AddHours(25)),
                    new("Early", "", midnight, midnight.AddHours(1)),
                    new("Yesterday", "", midnight.AddMinutes(-1), midnight.AddHours(2)),
                ],
            }
        );

        var lessons = (await test.SignedInStudent()).Schedule!;

        Assert.Equal(["Early", "Late"], lessons.Select(lesson => lesson.LessonName));
        Assert.Equal((new TimeOnly(23, 0), new TimeOnly(1, 0)), (lessons[1].StartTime, lessons[1].EndTime));
    }

    [Fact]
    public async Task A_lesson_is_listed_once_for_each_of_its_teachers()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.With(
            PortalUnderTest.Student() with
            {
                Lessons = [PortalUnderTest.Lesson with { Teachers = "Doç. Dr. ELİF KARTAL, Dr. Öğr. Üyesi CAN IŞIK" }],
            }
        );

        Assert.Equal(
            ["ELİF KARTAL", "CAN IŞIK"],
            (await test.SignedInStudent()).Schedule!.Select(lesson => lesson.TeacherName)
        );
    }

    [Fact]
    public async Task A_term_without_a_schedule_has_no_lessons()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.With(PortalUnderTest.Student() with { Lessons = [] });

        Assert.Empty((await test.SignedInStudent()).Schedule!);
        Assert.Equal(0, test.Simulator.Requests(SimulatedPage.LessonData));
    }

    [Fact]
    public async Task A_profile_on_the_personal_page_is_accepted()
    {
        await using var test = await PortalUnderTest.StartAsync();
        const string Table =
            $"<table><tr><th>Ad Soyad</th><td>{PortalUnderTest.StudentName}</td></tr>"
            + $"<tr><th>Numara</th><td>{PortalUnderTest.StudentNumber}</td></tr></table></body>";
        test.Simulator.Break(
            SimulatedPage.ObsHome,
            new PageFault { Text = _ => "<html><body>Hoş geldiniz</body></html>" }
        );
        test.Simulator.Break(
            SimulatedPage.PersonalPage,
            new PageFault { Text = page => page.Replace("</body>", Table, StringComparison.Ordinal) }
        );

        PortalUnderTest.AssertSelf(await test.SignedInStudent(), UserRole.Student);
    }

    private static SimulatedUser Student(int number)
    {
        var start = PortalUnderTest.Now.AddMinutes(number);
        return SimulatedUser.Student(
            Name("student", number),
            PortalUnderTest.Password,
            $"Öğrenci {number}",
            Name("04012", number)
        ) with
        {
            Lessons = [new SimulatedLesson($"Ders {number}", $"Dr. Hoca {number}", start, start.AddHours(1))],
        };
    }

    private static Task<PortalSignIn> SignIn(PortalUnderTest test, string kind, int number) =>
        test.Portal.SignInAsync(
            Name(kind, number),
            PortalUnderTest.Password,
            PortalUnderTest.Address,
            CancellationToken.None
        );

    private static void Check(int number, PortalSignIn answer)
    {
        var user = PortalUnderTest.SignedIn(answer);
        Assert.Equal((Name("04012", number), $"Öğrenci {number}"), (user.SchoolNumber, user.FullName));
        Assert.Equal(SimulatedPhoto.Of(Name("04012", number)), user.Photo);
        var lesson = Assert.Single(user.Schedule!);
        Assert.Equal(($"Ders {number}", $"Hoca {number}"), (lesson.LessonName, lesson.TeacherName));
    }

    private static void CheckTeacher(int number, PortalSignIn answer) =>
        Assert.Equal(
            new PortalUser(
                Name("teacher", number),
                $"Öğretmen {number}",
                UserRole.Teacher,
                Schedule: null,
                Photo: null
            ),
            PortalUnderTest.SignedIn(answer)
        );

    private static string Name(string kind, int number) => kind + number.ToString("D5", CultureInfo.InvariantCulture);
}
