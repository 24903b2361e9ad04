using Attn.Aksis;
using Attn.Api.Features.Admin;
using Attn.Api.Features.Agenda;
using Attn.Api.Features.Archiving;
using Attn.Api.Features.CheckIn;
using Attn.Api.Features.ClassLists;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Consent;
using Attn.Api.Features.Courses;
using Attn.Api.Features.Decisions;
using Attn.Api.Features.FaceChecks;
using Attn.Api.Features.History;
using Attn.Api.Features.Institution;
using Attn.Api.Features.Joining;
using Attn.Api.Features.LiveView;
using Attn.Api.Features.Reports;
using Attn.Api.Features.Retention;
using Attn.Api.Features.Roster;
using Attn.Api.Features.SignIn;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Health;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Observability;
using Attn.Api.Platform.OpenApi;
using Attn.Api.Platform.Options;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Startup;
using Attn.Api.Platform.WebClient;
using Attn.Api.Platform.Wire;
using dotenv.net;

DotEnv.Load(new DotEnvOptions(ignoreExceptions: true, overwriteExistingVars: false));
if (args is [AdminCommands.Name, ..])
    return await AdminCommands.RunAsync(args);
return await ProgramStart.RunOrExplainAsync(() => Build(args));

static WebApplication Build(string[] args)
{
    // Settings that ship with the program lie beside it, wherever it is started from.
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
    );
    builder.UseHostDefaults();
    builder.UseLogFormat();
    builder.Services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
    builder.Services.AddPlatformOptions();
    builder.Services.AddProblems();
    builder.Services.AddCrossOrigin();
    builder.Services.AddServerLimits();
    builder.Services.AddTimeLimits();
    builder.Services.AddValidation();
    builder.Services.AddApiDocument();
    builder.Services.AddRateLimits();
    builder.Services.AddHealth();
    builder.Services.AddAttnMetrics(builder.Configuration);
    builder.Services.AddStorage(builder.Configuration);
    builder.Services.AddUniversityPortal(builder.Configuration, builder.Environment);
    builder.Services.AddSignIn();
    builder.Services.AddCourses();
    builder.Services.AddClassLists();
    builder.Services.AddClassSessions();
    builder.Services.AddJoining();
    builder.Services.AddCheckIn();
    builder.Services.AddFaceChecks(builder.Configuration);
    builder.Services.AddConsent();
    builder.Services.AddRoster();
    builder.Services.AddDecisions();
    builder.Services.AddLiveView();
    builder.Services.AddHistory();
    builder.Services.AddReports();
    builder.Services.AddAgenda();
    builder.Services.AddArchiving();
    builder.Services.AddRetention();

    var app = builder.Build();
    app.UseRequestId();
    app.UseHangUps();
    app.UseSecurityHeaders();
    app.UseExceptionHandler();
    app.UseStatusCodePages(StatusCodeProblems.WriteAsync);
    app.UseKnownCharsets();
    app.UseClientAddress();
    app.UseWebClient();
    app.UseCrossOrigin();
    app.UseRequestTimeouts();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();

    app.MapHealth();
    app.MapApiDocument();
    var api = app.MapGroup("/api/v1");
    var teacher = api.MapTeacherGroup();
    var student = api.MapStudentGroup();
    api.MapInstitution();
    api.MapSignIn();
    api.MapFaceChecks();
    api.MapJoining(teacher, student);
    teacher.MapLiveView(student);
    student.MapCheckIn();
    student.MapConsent();
    teacher.MapClassSessions();
    teacher.MapRoster();
    teacher.MapDecisions();
    teacher.MapHistory();
    teacher.MapCourses(student);
    teacher.MapClassLists();
    teacher.MapReports(student);
    teacher.MapAgenda(student);
    return app;
}
