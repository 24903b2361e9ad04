using Attn.FaceVerifier;
using Attn.FaceVerifier.Verification;
using Attn.FaceVerifier.Webhooks;
using dotenv.net;

DotEnv.Load(new DotEnvOptions(ignoreExceptions: true, overwriteExistingVars: false));

var builder = WebApplication.CreateBuilder(args);
builder.UseServerDefaults();
builder.Services.AddVerifierOptions();
builder.Services.AddProblemAnswers();
builder.Services.AddApiDocument();
builder.Services.AddWebhooks();
builder.Services.AddVerification();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();

app.MapHealth();
app.MapOpenApi("/openapi.json");
app.MapVerification();

return await app.RunOrExplainAsync();
