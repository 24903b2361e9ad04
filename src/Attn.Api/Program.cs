using Attn.Aksis;
using Attn.Api.Admin;
using Attn.Api.CheckIn;
using Attn.Api.ClassSessions;
using Attn.Api.Consent;
using Attn.Api.Contract;
using Attn.Api.FaceChecks;
using Attn.Api.Hosting;
using Attn.Api.Joining;
using Attn.Api.Lessons;
using Attn.Api.LiveView;
using Attn.Api.Observability;
using Attn.Api.Records;
using Attn.Api.Reports;
using Attn.Api.Roster;
using Attn.Api.SignIn;
using Attn.Api.WebClient;
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
    builder.Services.AddProblemAnswers();
    builder.Services.AddCrossOrigin();
    builder.Services.AddTimeLimits();
    builder.Services.AddValidation();
    builder.Services.AddApiDocument();
    builder.Services.AddRateLimits();
    builder.Services.AddObservability(builder.Configuration);
    builder.Services.AddStorage(builder.Configuration);
    builder.Services.AddUniversityPortal(builder.Configuration, builder.Environment);
    builder.Services.AddSignIn();
    builder.Services.AddClassSessions();
    builder.Services.AddJoining();
    builder.Services.AddCheckIn();
    builder.Services.AddFaceChecks(builder.Configuration);
    builder.Services.AddConsent();
    builder.Services.AddRecords();
    builder.Services.AddLiveView();
    builder.Services.AddReports();

    var app = builder.Build();
    app.UseRequestId();
    app.UseSecurityHeaders();
    app.UseExceptionHandler();
    app.UseStatusCodePages(StatusCodeAnswers.WriteAsync);
    app.UseKnownCharsets();
    app.UseClientAddress();
    app.UseWebClient();
    app.UseCrossOrigin();
    app.UseRequestTimeouts();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();

    app.MapHealth();
    app.MapApiDocuments();
    var api = app.MapGroup("/api/v1");
    api.MapSignIn();
    api.MapWebhooks();
    api.MapJoin();
    var teacher = api.MapTeacherGroup();
    teacher.MapClassSessions();
    teacher.MapJoinCode();
    teacher.MapRoster();
    teacher.MapTeachersLiveView();
    teacher.MapHistory();
    teacher.MapCorrections();
    teacher.MapLessons();
    teacher.MapReports();
    var student = api.MapStudentGroup();
    student.MapTickets();
    student.MapCheckIn();
    student.MapStudentsLiveView();
    student.MapConsent();
    student.MapOwnRecords();
    return app;
}
