using System.Buffers.Binary;
using System.IO.Compression;
using Attn.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Attn.Aksis.Tests;

public sealed class DemoPortalTests
{
    [Theory]
    [InlineData("demo_teacher_1", "Demo Teacher 1", UserRole.Teacher)]
    [InlineData("demo_teacher_10", "Demo Teacher 10", UserRole.Teacher)]
    [InlineData("demo_student_1", "Demo Student 1", UserRole.Student)]
    [InlineData("demo_student_10", "Demo Student 10", UserRole.Student)]
    public async Task A_demo_account_signs_in_without_the_portal(string username, string fullName, UserRole role)
    {
        var user = PortalUnderTest.SignedIn(await SignIn(username, "password"));

        Assert.Equal((username, fullName, role), (user.SchoolNumber, user.FullName, user.Role));
    }

    [Fact]
    public async Task A_demo_student_has_a_lesson_and_a_picture_and_a_teacher_has_neither()
    {
        var student = PortalUnderTest.SignedIn(await SignIn("demo_student_3", "password"));
        var teacher = PortalUnderTest.SignedIn(await SignIn("demo_teacher_3", "password"));

        Assert.Equal(
            [new ScheduledLesson("Yazılım Mühendisliği", "Dr. Ada Lovelace", new TimeOnly(9, 0), new TimeOnly(11, 0))],
            student.Schedule!
        );
        Assert.True(ProfilePhoto.IsComplete(student.Photo));
        Assert.Null(teacher.Schedule);
        Assert.Null(teacher.Photo);
    }

    [Theory]
    [InlineData("demo_student_1", "Password")]
    [InlineData("demo_student_1", "")]
    [InlineData("demo_teacher_1", "passwordx")]
    [InlineData("demo_student_0", "password")]
    [InlineData("demo_student_01", "password")]
    [InlineData("demo_student_11", "password")]
    [InlineData("demo_student_+1", "password")]
    [InlineData("demo_student_1 ", "password")]
    [InlineData("demo_student_-1", "password")]
    [InlineData("demo_student_", "password")]
    [InlineData("demo_student_١", "password")]
    [InlineData("demo_student_99999999999", "password")]
    [InlineData("demo_teacher_11", "password")]
    [InlineData("demo_teacher_1/../2", "password")]
    public async Task Unknown_demo_names_and_wrong_passwords_are_refused(string username, string password) =>
        Assert.Equal(PortalRefusal.WrongCredentials, (await SignIn(username, password)).Refusal);

    [Fact]
    public async Task The_number_of_demo_students_is_configurable() =>
        PortalUnderTest.SignedIn(await SignIn("demo_student_5000", "password", ("DEMO_STUDENTS", "5000")));

    [Fact]
    public async Task The_number_of_demo_teachers_is_configurable()
    {
        PortalUnderTest.SignedIn(await SignIn("demo_teacher_200", "password", ("DEMO_TEACHERS", "200")));
        Assert.Equal(
            PortalRefusal.WrongCredentials,
            (await SignIn("demo_teacher_201", "password", ("DEMO_TEACHERS", "200"))).Refusal
        );
    }

    [Fact]
    public async Task Other_users_sign_in_at_the_portal()
    {
        await using var test = await PortalUnderTest.StartAsync();
        await using var services = Services([.. test.Simulator.Environment.Select(pair => (pair.Key, pair.Value!))]);
        var portal = services.GetRequiredService<IUniversityPortal>();

        PortalUnderTest.SignedIn(
            await portal.SignInAsync(
                "elif.kartal",
                PortalUnderTest.Password,
                PortalUnderTest.Address,
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task Demo_names_go_to_the_portal_when_the_demo_is_off()
    {
        await using var test = await PortalUnderTest.StartAsync();

        Assert.Equal(
            PortalRefusal.WrongCredentials,
            (
                await test.Portal.SignInAsync(
                    "demo_student_1",
                    "password",
                    PortalUnderTest.Address,
                    CancellationToken.None
                )
            ).Refusal
        );
        Assert.Equal(1, test.Simulator.Requests(Simulator.SimulatedPage.LoginPost));
    }

    [Fact]
    public async Task A_photo_in_the_folder_is_preferred_to_the_drawing()
    {
        var folder = Directory.CreateTempSubdirectory("attn-demo-");
        try
        {
            byte[] photo = [0xFF, 0xD8, 0xFF, 0xD9];
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "demo_student_2.jpg"), photo);

            Assert.Equal(
                photo,
                PortalUnderTest
                    .SignedIn(await SignIn("demo_student_2", "password", ("DEMO_PHOTOS", folder.FullName)))
                    .Photo
            );
            Assert.Equal(
                DemoPicture.Png,
                PortalUnderTest
                    .SignedIn(await SignIn("demo_student_3", "password", ("DEMO_PHOTOS", folder.FullName)))
                    .Photo
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_drawing_is_a_valid_PNG()
    {
        var png = DemoPicture.Png.AsSpan(8);
        var types = new List<string>();
        while (png.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png);
            types.Add(System.Text.Encoding.ASCII.GetString(png.Slice(4, 4)));
            if (types[^1] == "IDAT")
                Assert.Equal(256 * (1 + 256 * 3), Inflated(png.Slice(8, length)));
            if (types[^1] == "IEND")
                Assert.Equal(0xAE426082u, BinaryPrimitives.ReadUInt32BigEndian(png[8..]));
            png = png[(12 + length)..];
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], types);
    }

    [Theory]
    [InlineData("AKSIS_LOGIN_URL", "ftp://aksis.istanbul.edu.tr/")]
    [InlineData("AKSIS_LOGIN_URL", "https://me:secret@aksis.istanbul.edu.tr/")]
    [InlineData("AKSIS_OBS_URL", "obs.istanbul.edu.tr")]
    [InlineData("AKSIS_LESSON_SCHEDULE_URL", "/DersProgrami")]
    [InlineData("AKSIS_OBS_URL", "http://obs.istanbul.edu.tr/")]
    [InlineData("AKSIS_MAX_CONCURRENT_SIGN_INS", "0")]
    [InlineData("AKSIS_MAX_CONCURRENT_SIGN_INS", "1001")]
    [InlineData("AKSIS_MAX_CONCURRENT_PER_ADDRESS", "-1")]
    [InlineData("AKSIS_MAX_CONCURRENT_PER_ADDRESS", "33")]
    [InlineData("AKSIS_MAX_WAITING_SIGN_INS", "-1")]
    [InlineData("AKSIS_MAX_WAITING_SIGN_INS", "10001")]
    [InlineData("DEMO_MODE", "perhaps")]
    [InlineData("DEMO_IN_PRODUCTION", "perhaps")]
    [InlineData("DEMO_STUDENTS", "0")]
    [InlineData("DEMO_STUDENTS", "many")]
    [InlineData("DEMO_TEACHERS", "0")]
    [InlineData("DEMO_TEACHERS", "10001")]
    [InlineData("DEMO_PHOTOS", "/nowhere/at/all")]
    public void An_invalid_setting_stops_the_start_and_names_its_variable(string variable, string value)
    {
        using var services = Services([(variable, value)]);
        var start = services.GetRequiredService<IStartupValidator>();

        var fault = Assert.Throws<OptionsValidationException>(start.Validate);

        Assert.Contains(variable, fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            "give",
            fault.Message.Replace("create it", "give", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Production", null, false)]
    [InlineData("Production", "", false)]
    [InlineData("Production", "True", true)]
    [InlineData("Development", "false", false)]
    public async Task Demo_accounts_are_enabled_only_in_Development_unless_configured(
        string environment,
        string? mode,
        bool isEnabled
    )
    {
        var log = new LogLines();
        await using var services = PortalUnderTest.Services(
            new Dictionary<string, string?> { ["DEMO_MODE"] = mode, ["DEMO_IN_PRODUCTION"] = "true" },
            log,
            TimeProvider.System,
            environment: environment
        );
        services.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal(isEnabled, services.GetRequiredService<IUniversityPortal>() is DemoPortal);
        Assert.Equal(
            isEnabled && environment == "Production",
            log.All.Any(line => line.StartsWith("5005", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Demo_accounts_in_Production_must_be_wanted_twice()
    {
        using var services = PortalUnderTest.Services(
            new Dictionary<string, string?> { ["DEMO_MODE"] = "true" },
            new LogLines(),
            TimeProvider.System,
            environment: "Production"
        );

        var fault = Assert.Throws<OptionsValidationException>(
            services.GetRequiredService<IStartupValidator>().Validate
        );

        Assert.Contains("DEMO_IN_PRODUCTION=true", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<PortalSignIn> SignIn(
        string username,
        string password,
        params (string Name, string Value)[] variables
    )
    {
        await using var services = Services(variables);
        return await services
            .GetRequiredService<IUniversityPortal>()
            .SignInAsync(username, password, PortalUnderTest.Address, CancellationToken.None);
    }

    private static ServiceProvider Services((string Name, string Value)[] variables) =>
        PortalUnderTest.Services(
            variables.ToDictionary(variable => variable.Name, variable => (string?)variable.Value),
            new LogLines(),
            TimeProvider.System,
            environment: "Development"
        );

    private static int Inflated(ReadOnlySpan<byte> data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        zlib.CopyTo(pixels);
        return (int)pixels.Length;
    }
}
