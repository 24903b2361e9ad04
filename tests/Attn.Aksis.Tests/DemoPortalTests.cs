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
        var user = Assert.IsType<PortalSignIn.SignedIn>(await SignIn(username, "password")).User;

        Assert.Equal((username, fullName, role), (user.SchoolNumber, user.FullName, user.Role));
    }

    [Fact]
    public async Task A_demo_student_has_a_lesson_and_a_picture_and_a_teacher_has_neither()
    {
        var student = Assert.IsType<PortalSignIn.SignedIn>(await SignIn("demo_student_3", "password")).User;
        var teacher = Assert.IsType<PortalSignIn.SignedIn>(await SignIn("demo_teacher_3", "password")).User;

        Assert.Equal(
            [new ScheduledLesson("Yazılım Mühendisliği", "Dr. Ada Lovelace", new TimeOnly(9, 0), new TimeOnly(11, 0))],
            student.Schedule!
        );
        Assert.True(ProfilePhoto.IsWhole(student.Photo));
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
    public async Task What_only_looks_like_a_demo_account_is_refused(string username, string password) =>
        Assert.IsType<PortalSignIn.WrongCredentials>(await SignIn(username, password));

    [Fact]
    public async Task The_number_of_demo_students_is_a_setting() =>
        Assert.IsType<PortalSignIn.SignedIn>(await SignIn("demo_student_5000", "password", ("DEMO_STUDENTS", "5000")));

    [Fact]
    public async Task There_are_as_many_demo_teachers_as_configured()
    {
        Assert.IsType<PortalSignIn.SignedIn>(await SignIn("demo_teacher_200", "password", ("DEMO_TEACHERS", "200")));
        Assert.IsType<PortalSignIn.WrongCredentials>(
            await SignIn("demo_teacher_201", "password", ("DEMO_TEACHERS", "200"))
        );
    }

    [Fact]
    public async Task Everybody_else_is_the_portals()
    {
        await using var test = await PortalUnderTest.StartAsync();
        await using var services = Services([.. test.Simulator.Environment.Select(pair => (pair.Key, pair.Value!))]);
        var portal = services.GetRequiredService<IUniversityPortal>();

        Assert.IsType<PortalSignIn.SignedIn>(
            await portal.SignInAsync("elif.kartal", PortalUnderTest.Password, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Without_the_demo_a_demo_name_goes_to_the_portal_like_any_other()
    {
        await using var test = await PortalUnderTest.StartAsync();

        Assert.IsType<PortalSignIn.WrongCredentials>(
            await test.Portal.SignInAsync("demo_student_1", "password", CancellationToken.None)
        );
        Assert.Equal(1, test.Simulator.Requests(Simulator.SimulatedPage.LoginPost));
    }

    [Fact]
    public async Task A_photo_in_the_folder_is_preferred_to_the_drawn_one()
    {
        var folder = Directory.CreateTempSubdirectory("attn-demo-");
        try
        {
            byte[] photo = [0xFF, 0xD8, 0xFF, 0xD9];
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "demo_student_2.jpg"), photo);

            Assert.Equal(
                photo,
                Assert
                    .IsType<PortalSignIn.SignedIn>(
                        await SignIn("demo_student_2", "password", ("DEMO_PHOTOS", folder.FullName))
                    )
                    .User.Photo
            );
            Assert.Equal(
                DemoPicture.Png,
                Assert
                    .IsType<PortalSignIn.SignedIn>(
                        await SignIn("demo_student_3", "password", ("DEMO_PHOTOS", folder.FullName))
                    )
                    .User.Photo
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_drawn_picture_is_a_sound_PNG()
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
    [InlineData("TIME_ZONE", "Europe/Atlantis")]
    [InlineData("DEMO_MODE", "perhaps")]
    [InlineData("DEMO_STUDENTS", "0")]
    [InlineData("DEMO_STUDENTS", "many")]
    [InlineData("DEMO_TEACHERS", "0")]
    [InlineData("DEMO_TEACHERS", "10001")]
    [InlineData("DEMO_PHOTOS", "/nowhere/at/all")]
    public void A_wrong_setting_stops_the_start_with_the_name_of_its_variable(string variable, string value)
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
    public async Task Demo_accounts_are_on_in_Development_unless_said_otherwise(
        string environment,
        string? mode,
        bool isOn
    )
    {
        var log = new LogLines();
        await using var services = PortalUnderTest.Services(
            new Dictionary<string, string?> { ["DEMO_MODE"] = mode },
            log,
            TimeProvider.System,
            environment: environment
        );
        services.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal(isOn, services.GetRequiredService<IUniversityPortal>() is DemoPortal);
        Assert.Equal(
            isOn && environment == "Production",
            log.All.Any(line => line.StartsWith("5005", StringComparison.Ordinal))
        );
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
            .SignInAsync(username, password, CancellationToken.None);
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
