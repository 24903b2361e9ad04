using System.Globalization;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>Says at the start which variable of the demo is wrong and what to put there.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        var faults = new List<string>();

        if (!DemoOptions.IsTrue(options.Mode) && !DemoOptions.IsFalse(options.Mode))
            faults.Add($"{DemoOptions.ModeVariable} is \"{options.Mode}\": give true or false.");

        if (!int.TryParse(options.Students, NumberStyles.None, CultureInfo.InvariantCulture, out var students)
            || students is < 1 or > DemoOptions.MostStudents)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{DemoOptions.StudentsVariable} is \"{options.Students}\": give a number from 1 to {DemoOptions.MostStudents}."));
        }

        if (options.Photos.Length > 0 && !Directory.Exists(options.Photos))
            faults.Add($"{DemoOptions.PhotosVariable} is \"{options.Photos}\", which is no folder: create it, correct the path, or leave the variable out.");

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
