using Attn.Faces.ModelConverter;

// Called by the build of Attn.Faces (src/Attn.Faces/Models.targets) with the folder of this tool and the output folder.
const int Made = 0;
const int Wrong = 1;
const int NoPackages = 3;

if (args is not [var toolFolder, var outputFolder])
{
    Console.Error.WriteLine("usage: Attn.ModelConverter <folder of the tool> <output folder>");
    return Wrong;
}

Directory.CreateDirectory(outputFolder);
using var turn = BuildLock.Wait(Path.Combine(outputFolder, ".lock"));
var build = new ModelBuild(toolFolder, outputFolder);
if (build.IsDone)
{
    build.MarkAsNew();
    return Made;
}

if (PackageInstall.Run(toolFolder) is { } problem)
{
    Console.WriteLine($"Face networks are not built: {problem}. Everything but face verification works.");
    return NoPackages;
}

try
{
    build.Run();
    return Made;
}
catch (InvalidDataException exception)
{
    Console.Error.WriteLine($"error : {exception.Message}");
    return Wrong;
}
