using Attn.Web.Tests;

[assembly: AssemblyFixture(typeof(Browsers))]
// Browsers are heavy: test classes run side by side would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
