using Attn.Bench.Load;

try
{
    var options = LoadOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(LoadOptions.Usage);
        return 0;
    }

    return await RunAsync(await Target.ResolveAsync(options.Url), options);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine("--help shows the options.");
    return 2;
}
catch (Exception exception)
    when (exception is BenchmarkFailedException or HttpRequestException or IOException or OperationCanceledException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task<int> RunAsync(Target target, LoadOptions options)
{
    using var room = await Classroom.EnterAsync(target);
    var scenarios = new Scenarios(target, options, room);
    var measured = new List<Measurements>();
    if (options.Wants("checkin"))
        measured.Add(await scenarios.CheckInAsync());
    if (options.Wants("roster"))
        measured.Add(await scenarios.RosterAsync());
    if (options.Wants("status"))
        measured.Add(await scenarios.StatusAsync());
    if (options.Wants("streams"))
        measured.Add(await new StreamsScenario(target, options).RunAsync());
    if (options.Wants("soak"))
        return await new SoakScenario(target, options).RunAsync() ? 0 : 1;

    Console.Write(Report.Of(measured, options.Markdown));
    string[] problems = [.. measured.SelectMany(each => each.Problems)];
    foreach (var problem in problems)
        Console.Error.WriteLine(problem);
    return problems.Length == 0 ? 0 : 1;
}
