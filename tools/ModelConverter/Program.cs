using Attn.Faces.ModelConverter;

// Called by the build of Attn.Faces (src/Attn.Faces/Models.targets), which knows these exit codes.
const int Success = 0;
const int Failure = 1;
const int NoPackages = 3;

if (args is not [var toolFolder, var outputFolder])
{
    Console.Error.WriteLine("usage: Attn.ModelConverter <folder of the tool> <output folder>");
    return Failure;
}

Directory.CreateDirectory(outputFolder);
using var buildLock = BuildLock.Wait(Path.Combine(outputFolder, ".lock"));
var build = new ModelBuild(toolFolder, outputFolder);
if (build.IsDone)
{
    build.MarkUpToDate();
    return Success;
}

if (PackageInstall.Run(toolFolder) is { } problem)
{
    Console.WriteLine($"Face networks are not built: {problem}. Everything but face verification works.");
    return NoPackages;
}

try
{
    build.Run();
    return Success;
}
catch (InvalidDataException exception)
{
    Console.Error.WriteLine($"error : {exception.Message}");
    return Failure;
}
